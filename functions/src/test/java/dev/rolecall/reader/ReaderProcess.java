package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of the shaded jar as a real process, with an environment that holds nothing but what it is given. */
record ReaderProcess(Process process, BufferedReader out) implements AutoCloseable {
    static final String JAR = Path.of("target", "reader.jar").toString();

    private static final String PREFIX = "rolecall-evidence ";
    private static final List<String> SECRETS = List.of(StandInAws.ROLE_SECRET, StandInAws.ROLE_TOKEN, StandInAws.TASK_SECRET,
            StandInAws.TASK_TOKEN, StandInAws.TASK_AUTHORIZATION);

    /** Starts {@code java} with these arguments behind its own. */
    static ReaderProcess start(Map<String, String> environment, String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        return new ReaderProcess(process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)));
    }

    /** The next line, which has to be evidence and to hold no secret. */
    JsonNode evidence() throws IOException {
        String line = out.readLine();
        assertThat(line).startsWith(PREFIX);
        assertThat(SECRETS).noneMatch(line::contains);
        return JsonMapper.shared().readTree(line.substring(PREFIX.length()));
    }

    /** What it says from here to its end. */
    List<String> rest() throws IOException {
        return out.readAllLines();
    }

    void end() throws InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
