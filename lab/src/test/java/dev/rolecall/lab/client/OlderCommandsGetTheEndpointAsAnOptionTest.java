package dev.rolecall.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A script stands for the {@code aws} command: it prints the version that it is to have, or the arguments that it was given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one for a POSIX shell")
final class OlderCommandsGetTheEndpointAsAnOptionTest {
    private static final String ENDPOINT = "http://127.0.0.1:4747";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2.9.19, false", "2.12.7, false", "2.13.0, true", "2.31.1, true", "1.28.9, false", "1.29.0, true", "1.45.11, true"})
    void theOptionIsAddedWhereTheVariableIsNotKnown(String version, boolean knows) throws IOException, InterruptedException {
        String aws = script(version);
        assertThat(ran(List.of(aws, "sts", "get-caller-identity")))
                .isEqualTo(knows ? "sts get-caller-identity" : "--endpoint-url " + ENDPOINT + " sts get-caller-identity");
    }

    @Test
    void anEndpointThatSomebodyNamedStays() throws IOException, InterruptedException {
        String aws = script("2.9.19");
        for (List<String> named : List.of(List.of("--endpoint-url", "http://127.0.0.1:1"), List.of("--endpoint-url=http://127.0.0.1:1"))) {
            List<String> command = new ArrayList<>(List.of(aws, "s3", "ls"));
            command.addAll(named);
            assertThat(ran(command)).isEqualTo("s3 ls " + String.join(" ", named));
        }
    }

    @Test
    void otherCommandsAndCommandsWithoutAVersionAreLeftAlone() throws IOException {
        for (List<String> command : List.of(List.of("cdk", "deploy"), List.of(script("unknown"), "s3", "ls"),
                List.of(folder.resolve("none/aws").toString(), "s3", "ls"))) {
            assertThat(AwsCommand.withEndpoint(command, environment())).isEqualTo(command);
        }
    }

    private String ran(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(AwsCommand.withEndpoint(command, environment())).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private String script(String version) throws IOException {
        Path script = folder.resolve("aws");
        Files.writeString(script, """
                #!/bin/sh
                if [ "$*" = --version ]; then
                  echo "aws-cli/%s Python/3.11.2 Linux/6.1.0 source/x86_64.debian.12"
                else
                  echo "$*"
                fi
                """.formatted(version));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private ClientEnvironment environment() {
        return new ClientEnvironment(URI.create(ENDPOINT), "us-east-1", AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
                folder);
    }
}
