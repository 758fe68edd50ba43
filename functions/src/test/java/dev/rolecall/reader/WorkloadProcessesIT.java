package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The instance program, from the shaded jar, as a process. */
@Timeout(60)
class WorkloadProcessesIT {
    private static final String SECRET = "not/A+real/Secret/but+As/long+As/one/is/";

    @TempDir
    private Path home = Path.of("");

    private final StandInAws aws = StandInAws.start();
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
        try (ReaderProcess program = instanceProgram()) {
            assertThat(program.evidence().path("outcome").asString()).isEqualTo("refused");
            aws.allow();
            JsonNode read = program.evidence();
            while (read.path("outcome").asString().equals("refused")) {
                read = program.evidence();
            }
            assertThat(read.path("credentials").path("provider").asString()).isEqualTo("InstanceProfileCredentialsProvider");
            assertThat(read.path("credentials").path("expiresAt").asString()).isEqualTo("2099-01-01T00:00:00Z");
            program.end();
            assertThat(String.join("\n", program.rest())).doesNotContain("Exception", StandInAws.ROLE_SECRET, StandInAws.ROLE_TOKEN);
        }
    }

    @Test
    void the_same_program_uses_a_key_that_lies_in_its_home_and_says_so() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve("credentials"),
                "[default]\naws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key=" + SECRET + "\n");
        try (ReaderProcess program = instanceProgram()) {
            JsonNode read = program.evidence();
            assertThat(read.path("outcome").asString()).isEqualTo("read");
            assertThat(read.path("credentials").path("provider").asString()).isEqualTo("ProfileCredentialsProvider");
            assertThat(read.path("secretOnDisk").toString()).isEqualTo("[\"~/.aws/credentials\"]");
            assertThat(aws.authorizations().getFirst()).contains("Credential=AKIAIOSFODNN7EXAMPLE/");
        }
    }

    @Test
    void an_incomplete_environment_ends_it_with_one_sentence_and_code_two() throws Exception {
        environment.remove("ROLECALL_BUCKET");
        try (ReaderProcess program = instanceProgram()) {
            assertThat(program.rest()).containsExactly("The environment variable ROLECALL_BUCKET is not set.");
            assertThat(program.exitCode()).isEqualTo(2);
        }
    }

    private ReaderProcess instanceProgram() throws IOException {
        environment.put("HOME", home.toString());
        return ReaderProcess.start(environment, "-jar", ReaderProcess.JAR);
    }
}
