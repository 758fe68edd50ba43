package dev.rolecall.cloud.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import dev.rolecall.cloud.process.JavaCommand;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.program.OutputLines;

/** A service on an instance: runs its program, forwards its output to the console, and starts it again as its unit says. */
final class ServiceUnit implements AutoCloseable {
    /** systemd gives up after five starts within ten seconds. */
    private static final int START_LIMIT = 5;
    private static final Duration START_INTERVAL = Duration.ofSeconds(10);

    private final String name;
    private final Unit unit;
    private final JavaCommand command;
    private final Processes processes;
    private final ConsoleLog console;
    private final Deque<Long> starts = new ArrayDeque<>();
    private Optional<Process> current = Optional.empty();
    private boolean stopped;

    private ServiceUnit(String name, Unit unit, JavaCommand command, Processes processes, ConsoleLog console) {
        this.name = name;
        this.unit = unit;
        this.command = command;
        this.processes = processes;
        this.console = console;
    }

    static ServiceUnit start(String name, Unit unit, JavaCommand command, Processes processes, ConsoleLog console) {
        ServiceUnit service = new ServiceUnit(name, unit, command, processes, console);
        // Reading a process's output blocks the carrier of a virtual thread: as many silent programs as processors would stop the cloud.
        Thread.ofPlatform().daemon().name(name).start(service::run);
        return service;
    }

    /** Stops the program and everything it has started. */
    @Override
    public void close() {
        Optional<Process> last;
        synchronized (this) {
            stopped = true;
            last = current;
            notifyAll();
        }
        last.ifPresent(processes::stop);
    }

    private void run() {
        try {
            Optional<Process> process = startOnce();
            while (process.isPresent()) {
                forward(process.get());
                int exitCode = process.get().waitFor();
                if (!rest(exitCode)) {
                    return;
                }
                process = startOnce();
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            console.note(name + " could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Process> startOnce() throws IOException {
        if (stopped) {
            return Optional.empty();
        }
        starts.add(System.nanoTime());
        current = Optional.of(processes.start(command.builder()));
        return current;
    }

    /** Waits until the program may start again; false when it shall not. */
    private synchronized boolean rest(int exitCode) throws InterruptedException {
        if (stopped) {
            return false;
        }
        console.note(name + " ended with exit code " + exitCode + ".");
        if (!unit.restart().after(exitCode)) {
            return false;
        }
        long delay = System.nanoTime() + unit.restartDelay().toNanos();
        for (long left = unit.restartDelay().toMillis(); left > 0 && !stopped; left = (delay - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        starts.removeIf(start -> System.nanoTime() - start > START_INTERVAL.toNanos());
        if (starts.size() >= START_LIMIT) {
            console.note(name + " is started too often, and is given up.");
            return false;
        }
        return !stopped;
    }

    private void forward(Process process) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            OutputLines lines = new OutputLines(output, ConsoleLog.LONGEST_LINE);
            for (Optional<String> line = lines.readLine(); line.isPresent(); line = lines.readLine()) {
                if (unit.toConsole()) {
                    console.output("java", process.pid(), line.get());
                }
            }
        } catch (IOException e) {
            // The stream of a process that was stopped: nothing more comes.
        }
    }
}
