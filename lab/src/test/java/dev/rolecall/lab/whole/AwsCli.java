package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** AWS's own command, where it is installed, in a shell that knows nothing but what a test gives it. */
final class AwsCli {
    private final Path folder;
    private final Map<String, String> environment;

    AwsCli(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    boolean isInstalled() throws IOException, InterruptedException {
        return shell("aws --version") == 0;
    }

    /** Runs a line as somebody would who copied it. */
    void run(String line) throws IOException, InterruptedException {
        int code = shell(line);
        assertThat(code).as(line + "\n" + Files.readString(folder.resolve("aws"))).isZero();
    }

    private int shell(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("aws").toFile());
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("PATH", path, "AWS_PAGER", ""));
        Process process = builder.start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(line).isTrue();
        return process.exitValue();
    }
}
