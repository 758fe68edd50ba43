package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An emulator of somebody else's that looks at signatures and policies, as a process of its own on a free loopback port.
 *
 * @see <a href="https://pypi.org/project/ministack/">MiniStack</a>
 */
final class MiniStack implements AutoCloseable {
    private static final String REQUIRED = "ROLECALL_MINISTACK";
    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Thread hook;
    private final URI endpoint;

    private MiniStack(Process process, Thread hook, URI endpoint) {
        this.process = process;
        this.hook = hook;
        this.endpoint = endpoint;
    }

    /** Skips the test where it is not installed, and fails it where {@code ROLECALL_MINISTACK} says that it must be. */
    static Path require() {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            String sentence = "MiniStack is neither in target/ministack nor on the path, so it is not run here: .ci/install installs it.";
            if ("required".equals(System.getenv(REQUIRED))) {
                fail(sentence);
            }
            abort(sentence);
        }
        return program.orElseThrow();
    }

    /**
     * Starts one where it is installed.
     *
     * @param folder for its files; an empty one
     */
    static MiniStack start(Path folder) throws IOException {
        return start(require(), folder);
    }

    private static MiniStack start(Path program, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString(), "TMPDIR", folder.toString(), "AUTH", "true",
                "BIND_HOST", "127.0.0.1", "GATEWAY_PORT", "0", "PYTHONUNBUFFERED", "1"));
        Process process = builder.start();
        Thread hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        BufferedReader output = process.inputReader();
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            Matcher running = RUNNING.matcher(line);
            if (running.find()) {
                Thread.ofVirtual().start(() -> drain(output));
                return new MiniStack(process, hook, URI.create(running.group(1)));
            }
        }
        throw new IllegalStateException("MiniStack did not start: " + String.join("\n", lines));
    }

    /** It would stop at a full pipe. */
    private static void drain(BufferedReader output) {
        try (output) {
            while (output.readLine() != null) {
                // Nobody wants to know.
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    private static Optional<Path> find() {
        Stream<Path> onPath = Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(String.valueOf(System.getenv("PATH")))
                .map(folder -> Path.of(folder, "ministack"));
        return Stream.concat(Stream.of(Rolecall.ROOT.resolve("target/ministack/bin/ministack")), onPath).filter(Files::isExecutable)
                .findFirst();
    }

    URI endpoint() {
        return endpoint;
    }

    /** Ends it as a power cut does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
