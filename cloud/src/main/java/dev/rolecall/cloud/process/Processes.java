package dev.rolecall.cloud.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Every process that the local cloud has started. Closing stops them all, their descendants too; so does the end of this JVM, and on Linux
 * and macOS also its being killed. On Windows what runs when the JVM is killed goes on.
 */
public final class Processes implements AutoCloseable {
    /** How long a process may take to end by itself before it is killed. */
    private static final Duration GRACE = Duration.ofMillis(700);
    /** How long the system may take to clear away what was killed; a descendant without its parent waits for the system's first process. */
    private static final Duration CLEARANCE = Duration.ofMillis(1500);

    private final Set<Process> running = new HashSet<>();
    private final Thread hook = new Thread(this::stopAll, "stop-workloads");
    private final Watchdog watchdog;
    private boolean closed;

    private Processes(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** An empty registry, whose processes a shutdown hook stops if nobody else does. */
    public static Processes open() {
        return open(List.of());
    }

    /**
     * The same, with folders that are removed with everything in them where this JVM ends, or is killed, and has not closed the registry.
     *
     * @param folders need not exist yet
     */
    public static Processes open(List<Path> folders) {
        Processes processes = new Processes(Watchdog.over(folders));
        Runtime.getRuntime().addShutdownHook(processes.hook);
        return processes;
    }

    /**
     * Starts a process that is stopped at the latest with this registry.
     *
     * @throws IOException           when it cannot be started
     * @throws IllegalStateException when the registry is closed
     */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IllegalStateException("The local cloud is stopping.");
        }
        Process process = builder.command(OwnSession.of(builder.command())).start();
        watchdog.started(process);
        running.add(process);
        var _ = process.onExit().thenAccept(this::forget);
        return process;
    }

    /** Stops one process and its descendants; returns when they are gone. Stopping twice does nothing. */
    public void stop(Process process) {
        stop(process, GRACE);
    }

    /** The same, with how long it may take to end by itself before it is killed. */
    public void stop(Process process, Duration patience) {
        stop(List.of(process), patience);
        if (!process.isAlive()) {
            forget(process);
        }
    }

    /** The number of processes that are alive. */
    public synchronized int size() {
        return running.size();
    }

    /** Stops everything, and lets nothing start any more. */
    public void stop() {
        stopAll();
    }

    /** The same, and from then on the folders are left to whoever named them. Closing twice does nothing. */
    @Override
    public void close() {
        stopAll();
        watchdog.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down, and the hook runs or has run.
        }
    }

    private void stopAll() {
        List<Process> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running);
        }
        stop(left, GRACE);
    }

    private synchronized void forget(Process process) {
        if (running.remove(process)) {
            watchdog.ended(process);
        }
    }

    private static void stop(Collection<Process> processes, Duration patience) {
        // Descendants first of all: once their parent is gone, nobody knows them any more.
        List<ProcessHandle> handles = new ArrayList<>();
        for (Process process : processes) {
            process.descendants().forEach(handles::add);
            handles.add(process.toHandle());
        }
        handles.forEach(ProcessHandle::destroy);
        if (!ended(handles, patience)) {
            handles.forEach(ProcessHandle::destroyForcibly);
            ended(handles, CLEARANCE);
        }
    }

    private static boolean ended(List<ProcessHandle> handles, Duration patience) {
        var all = CompletableFuture.allOf(handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
