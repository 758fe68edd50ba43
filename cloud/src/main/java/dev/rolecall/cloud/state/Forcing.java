package dev.rolecall.cloud.state;

import java.time.Duration;

/**
 * Forces what was written to the disk, a second after it was written at the latest, on a thread of its own: a loss of power takes a second,
 * and no call waits for the disk.
 */
final class Forcing implements AutoCloseable {
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final StateFile file;
    private boolean running;
    private boolean written;
    private boolean closed;

    Forcing(StateFile file) {
        this.file = file;
    }

    /** There is something to force. */
    synchronized void written() {
        written = true;
        if (!running && !closed) {
            running = true;
            Thread.ofVirtual().name("state").start(this::run);
        }
    }

    private void run() {
        while (isAwaited()) {
            file.force();
        }
    }

    /** Whether something waits to be forced, after the time that it may wait. */
    private synchronized boolean isAwaited() {
        long until = System.nanoTime() + LATEST.toNanos();
        try {
            for (long left = LATEST.toMillis(); written && !closed && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean awaited = written && !closed && !Thread.currentThread().isInterrupted();
        written = false;
        running = awaited;
        notifyAll();
        return awaited;
    }

    /** Forces nothing more: whoever closes the file forces it. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
