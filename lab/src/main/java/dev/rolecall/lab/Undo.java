package dev.rolecall.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** What has been started and must be stopped, last first; once, whether the command ends, fails or is interrupted. */
public final class Undo implements AutoCloseable {
    private final Deque<AutoCloseable> steps = new ArrayDeque<>();
    private final ReentrantLock closing = new ReentrantLock();
    private final ReadWriteLock beginning = new ReentrantReadWriteLock();
    private boolean closed;
    private volatile boolean left;

    /**
     * Begins something that outlives this process, unless the stopping has begun: what stops it then knows of it.
     *
     * @throws CancellationException when the stopping has begun
     */
    public <T> T begin(Supplier<T> something) {
        beginning.readLock().lock();
        try {
            synchronized (steps) {
                if (closed) {
                    throw new CancellationException("It is being stopped.");
                }
            }
            return something.get();
        } finally {
            beginning.readLock().unlock();
        }
    }

    /**
     * Has what was begun stay, unless the stopping has begun.
     *
     * @param decision takes it out of what is stopped; whether anything stays at all
     * @throws CancellationException when the stopping has begun
     */
    public void leave(BooleanSupplier decision) {
        begin(() -> left = decision.getAsBoolean());
    }

    /** Whether something that was begun stays, also when everything has been stopped. */
    public boolean left() {
        return left;
    }

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
        beginning.writeLock().lock();
        try {
            synchronized (steps) {
                closed = true;
                return steps.poll();
            }
        } finally {
            beginning.writeLock().unlock();
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
