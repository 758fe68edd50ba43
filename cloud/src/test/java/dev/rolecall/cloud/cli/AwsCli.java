package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.TestCloud;

/** AWS's own command against a local cloud, in a shell of somebody whom nothing else is known of. */
final class AwsCli {
    private static final long PATIENCE_SECONDS = 300;

    private final TestCloud cloud;
    private final Path home;
    private final AwsCredentials credentials;

    private record Finished(int code, String out, String err) {}

    private AwsCli(TestCloud cloud, Path home, AwsCredentials credentials) {
        this.cloud = cloud;
        this.home = home;
        this.credentials = credentials;
    }

    /** The administrator's; the test is skipped where the command is not installed. */
    static AwsCli of(TestCloud cloud, Path home) {
        assumeTrue(isInstalled(home), "The aws command is not on the PATH: nothing was tried with it.");
        return new AwsCli(cloud, home, cloud.administrator());
    }

    AwsCli as(AwsCredentials other) {
        return new AwsCli(cloud, home, other);
    }

    /** The session that a command of STS has printed. */
    AwsCli as(JsonNode issued) {
        JsonNode key = issued.path("Credentials");
        return as(AwsSessionCredentials.create(key.path("AccessKeyId").asString(), key.path("SecretAccessKey").asString(),
                key.path("SessionToken").asString()));
    }

    /**
     * What a command prints, which has to succeed.
     *
     * @param line words between blanks
     * @param more arguments that may have blanks in them
     */
    String run(String line, String... more) {
        Finished finished = finish(line, more);
        assertThat(finished.code()).as(line + "\n" + finished.err()).isZero();
        return finished.out();
    }

    JsonNode json(String line, String... more) {
        return JsonMapper.shared().readTree(run(line + " --output json", more));
    }

    /** What is left of the answer after a query, without the line's end. */
    String text(String query, String line, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--output", "text", "--query", query));
        return run(line, arguments.toArray(String[]::new)).strip();
    }

    /** The error of a command that has to fail. */
    String refused(String line, String... more) {
        Finished finished = finish(line, more);
        assertThat(finished.code()).as(line + "\n" + finished.out()).isNotZero();
        return finished.err();
    }

    /** A list that is asked for one by one is the same list, and one that is cut off says where it goes on. */
    void assertPaged(String command, String list, int items) {
        assertPaged(command, list, items, 1);
    }

    /** @param size the smallest page that the service has */
    void assertPaged(String command, String list, int items, int size) {
        assertThat(json(command + " --page-size " + size).path(list)).as(command).hasSize(items);
        JsonNode first = json(command + " --max-items 1");
        assertThat(first.path(list)).as(command).hasSize(1);
        JsonNode second = json(command + " --max-items 1 --starting-token", first.path("NextToken").asString());
        assertThat(second.path(list)).as(command).hasSize(1);
        assertThat(second.path(list).get(0)).isNotEqualTo(first.path(list).get(0));
    }

    private Finished finish(String line, String... more) {
        List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", cloud.endpoint().toString(), "--region", TestCloud.REGION));
        command.addAll(List.of(line.split(" ")));
        command.addAll(List.of(more));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
                    .redirectOutput(home.resolve("out").toFile()).redirectError(home.resolve("err").toFile());
            String path = builder.environment().getOrDefault("PATH", "");
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of("PATH", path, "HOME", home.toString(), "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                            "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(), "AWS_EC2_METADATA_DISABLED", "true", "AWS_PAGER", ""));
            if (credentials instanceof AwsSessionCredentials session) {
                builder.environment().put("AWS_SESSION_TOKEN", session.sessionToken());
            }
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as(line).isTrue();
            return new Finished(process.exitValue(), Files.readString(home.resolve("out"), StandardCharsets.UTF_8),
                    Files.readString(home.resolve("err"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled(Path home) {
        try {
            Process process = new ProcessBuilder("aws", "--version").redirectErrorStream(true)
                    .redirectOutput(home.resolve("version").toFile()).start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
