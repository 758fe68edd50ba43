package dev.rolecall.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A script stands for the real {@code aws}: it prints the arguments that it was given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one for a POSIX shell")
final class OlderCommandsGetTheEndpointAsAnOptionTest {
    private static final String ENDPOINT = "http://127.0.0.1:4747";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"aws-cli/2.9.19, false", "aws-cli/2.12.7, false", "aws-cli/2.13.0, true", "aws-cli/2.31.1, true", "aws-cli/1.28.9, false",
            "aws-cli/1.29.0, true", "aws-cli/1.45.11, true"})
    void whichVersionKnowsTheVariable(String version, boolean knows) {
        assertThat(AwsCommand.of(version + " Python/3.11.2 Linux/6.1.0 source/x86_64.debian.12").orElseThrow().knowsEndpointVariable())
                .isEqualTo(knows);
    }

    @Test
    void anAwsThatIsRunGetsTheOptionBeforeWhatWasGiven() {
        for (String aws : List.of("aws", "/usr/bin/aws", "tools/aws.exe")) {
            assertThat(AwsCommand.withEndpoint(List.of(aws, "s3", "ls"), environment()))
                    .containsExactly(aws, "--endpoint-url", ENDPOINT, "s3", "ls");
        }
        for (List<String> other : List.of(List.of("cdk", "deploy"), List.of("awslocal", "s3", "ls"), List.of("/"))) {
            assertThat(AwsCommand.withEndpoint(other, environment())).isEqualTo(other);
        }
    }

    @Test
    void theAwsOfAShellHandsItOnWithEveryWordAsItWas() throws IOException, InterruptedException {
        assertThat(ran(Map.of("AWS_ENDPOINT_URL", ENDPOINT), own(), aws("real")))
                .containsExactly("real", "--endpoint-url", ENDPOINT, "s3", "a b", "", "*", "$HOME");
    }

    @Test
    void whereThereIsNoEndpointOrOneOfAServiceItHandsOnNothing() throws IOException, InterruptedException {
        for (Map<String, String> variables : List.of(Map.<String, String>of(),
                Map.of("AWS_ENDPOINT_URL", ENDPOINT, "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"))) {
            assertThat(ran(variables, own(), aws("real"))).containsExactly("real", "s3", "a b", "", "*", "$HOME");
        }
    }

    @Test
    void twoOfThemAndAVersionManagerBehindThemDoNotGoRoundInCircles() throws IOException, InterruptedException {
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.copy(own().resolve("aws"), second.resolve("aws"), StandardCopyOption.COPY_ATTRIBUTES);
        Path manager = folder.resolve("manager");
        script(manager, "PATH=$(printf '%s' \"$PATH\" | sed 's:" + manager + "\\:::'); exec env aws \"$@\"");
        assertThat(ran(Map.of("AWS_ENDPOINT_URL", ENDPOINT), own(), second, own(), manager, aws("real")))
                .startsWith("real", "--endpoint-url", ENDPOINT);
    }

    @Test
    void whereThereIsNoOtherItSaysSo() throws IOException, InterruptedException {
        assertThat(ran(Map.of("AWS_ENDPOINT_URL", ENDPOINT), own()).getLast()).contains("not found");
    }

    /** The folder that a shell is given. */
    private static Path own() {
        return ShellFiles.in(Path.of(System.getProperty("rolecall.root", "..")).toAbsolutePath().normalize()).commands().orElseThrow();
    }

    /** The lines that an {@code aws} of these folders prints: its name and each of its arguments. */
    private static List<String> ran(Map<String, String> variables, Path... path) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(own().resolve("aws").toString(), "s3", "a b", "", "*", "$HOME")
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("PATH", String.join(":", Stream.concat(Arrays.stream(path).map(Path::toString),
                Stream.of("/usr/bin:/bin").filter(_ -> path.length > 1)).toList()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(path.length > 1 ? 0 : 127);
        return output.lines().toList();
    }

    /** A folder with an {@code aws} that prints a name and its arguments, one a line. */
    private Path aws(String name) throws IOException {
        return script(folder.resolve(name), "printf '%s\\n' " + name + " \"$@\"");
    }

    private static Path script(Path place, String line) throws IOException {
        Path script = Files.createDirectories(place).resolve("aws");
        Files.writeString(script, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return place;
    }

    private ClientEnvironment environment() {
        return new ClientEnvironment(URI.create(ENDPOINT), "us-east-1", AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
                folder, new ShellFiles(folder));
    }
}
