package dev.rolecall.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** What has been started and must be stopped, last first; once, whether the command ends, fails or is interrupted. */
public final class Undo implements AutoCloseable {
    private final Deque<AutoCloseable> steps = new ArrayDeque<>();
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    /** Remembers how to stop something; where the stopping has already begun, it is stopped at once. */
    public void add(AutoCloseable step) {
        synchronized (steps) {
            if (!closed) {
                steps.push(step);
                return;
            }
        }
        run(step);
    }

    /** Stops everything; a second caller waits until the first has finished. */
    @Override
    public void close() {
        closing.lock();
        try {
            for (AutoCloseable step = next(); step != null; step = next()) {
                run(step);
            }
        } finally {
            closing.unlock();
        }
    }

    private @Nullable AutoCloseable next() {
        synchronized (steps) {
            closed = true;
            return steps.poll();
        }
    }

    /** A step that fails must not keep the others from being stopped. */
    private static void run(AutoCloseable step) {
        try {
            step.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.getLogger(Undo.class.getName()).log(System.Logger.Level.DEBUG, "could not be stopped", e);
        }
    }
}
