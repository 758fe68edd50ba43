package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shaded jar as real processes, each with an environment that holds nothing but what it is given. */
@Timeout(60)
class WorkloadProcessesIT {
    private static final String PREFIX = "rolecall-evidence ";
    private static final String SECRET = "not/A+real/Secret/but+As/long+As/one/is/";

    @TempDir
    private Path home = Path.of("");

    private final StandInAws aws = start();
    private final Map<String, String> environment = new HashMap<>(aws.environment("ec2-role"));

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void the_instance_program_wears_the_role_that_the_metadata_service_offers_and_ends_when_told() throws Exception {
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url());
        environment.put("AWS_EC2_METADATA_V1_DISABLED", "true");
        environment.put("ROLECALL_INTERVAL_SECONDS", "0.2");
        aws.refuse(403, "AccessDenied", "Not yet");
        Process process = instanceProgram();
        try (BufferedReader out = reader(process)) {
            assertThat(evidence(out).path("outcome").asString()).isEqualTo("refused");
            aws.allow();
            JsonNode read = evidence(out);
            while (read.path("outcome").asString().equals("refused")) {
                read = evidence(out);
            }
            assertThat(read.path("credentials").path("provider").asString()).isEqualTo("InstanceProfileCredentialsProvider");
            assertThat(read.path("credentials").path("expiresAt").asString()).isEqualTo("2099-01-01T00:00:00Z");
            process.toHandle().destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            String rest = String.join("\n", out.readAllLines());
            assertThat(rest).doesNotContain("Exception", StandInAws.ROLE_SECRET, StandInAws.ROLE_TOKEN);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_same_program_uses_a_key_that_lies_in_its_home_and_says_so() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve("credentials"),
                "[default]\naws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key=" + SECRET + "\n");
        Process process = instanceProgram();
        try (BufferedReader out = reader(process)) {
            JsonNode read = evidence(out);
            assertThat(read.path("outcome").asString()).isEqualTo("read");
            assertThat(read.path("credentials").path("provider").asString()).isEqualTo("ProfileCredentialsProvider");
            assertThat(read.path("secretOnDisk").toString()).isEqualTo("[\"~/.aws/credentials\"]");
            assertThat(aws.authorizations().getFirst()).contains("Credential=AKIAIOSFODNN7EXAMPLE/");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void an_incomplete_environment_ends_it_with_one_sentence_and_code_two() throws Exception {
        environment.remove("ROLECALL_BUCKET");
        Process process = instanceProgram();
        try (BufferedReader out = reader(process)) {
            assertThat(out.readAllLines()).containsExactly("The environment variable ROLECALL_BUCKET is not set.");
            assertThat(process.waitFor()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process instanceProgram() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", Path.of("target", "reader.jar").toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        return builder.redirectErrorStream(true).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static JsonNode evidence(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertThat(line).startsWith(PREFIX).doesNotContain(SECRET, StandInAws.ROLE_SECRET, StandInAws.ROLE_TOKEN);
        return JsonMapper.shared().readTree(line.substring(PREFIX.length()));
    }

    private static StandInAws start() {
        try {
            return new StandInAws();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }
}
