package dev.rolecall.cloud.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small shell script beside this JVM that does what this JVM cannot do once it was killed: it ends the processes that are still there,
 * and removes folders. It learns of the end of the JVM from the pipe between them, whose other end nobody else holds.
 *
 * <p>Windows has no such shell: there nothing is done after a kill.
 */
final class Watchdog implements AutoCloseable {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Optional<Process> shell;

    private Watchdog(Optional<Process> shell) {
        this.shell = shell;
    }

    /** One that removes these folders when this JVM ends without closing it. Each is an absolute path, and need not exist. */
    static Watchdog over(List<Path> folders) {
        if (!Files.isExecutable(SHELL)) {
            return new Watchdog(Optional.empty());
        }
        List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", script(), "rolecall-watchdog"));
        folders.forEach(folder -> command.add(folder.toAbsolutePath().normalize().toString()));
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command)).directory(SHELL.getRoot().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"));
        try {
            return new Watchdog(Optional.of(builder.start()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process was started. */
    void started(Process process) {
        tell("+" + process.pid());
    }

    /** It has ended. */
    void ended(Process process) {
        tell("-" + process.pid());
    }

    /** Nothing is left to do; returns when the script has ended. Closing twice does nothing. */
    @Override
    public void close() {
        tell(".");
        shell.ifPresent(Watchdog::leave);
    }

    private synchronized void tell(String line) {
        shell.ifPresent(process -> {
            try {
                Writer writer = process.outputWriter(StandardCharsets.US_ASCII);
                writer.write(line + "\n");
                writer.flush();
            } catch (IOException e) {
                // It was closed, or somebody has killed it: nobody listens any more.
            }
        });
    }

    private static void leave(Process process) {
        try {
            process.getOutputStream().close();
            boolean _ = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Watchdog.class.getResourceAsStream("watchdog.sh"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
