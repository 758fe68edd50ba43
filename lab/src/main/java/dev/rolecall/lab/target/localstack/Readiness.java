package dev.rolecall.lab.target.localstack;

import java.time.Duration;
import java.util.function.Consumer;

import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until LocalStack says that it is ready, and not a moment longer when it ends instead. */
final class Readiness extends AbstractWaitStrategy implements Consumer<OutputFrame> {
    private static final String READY = "Ready.";
    private static final Duration LOOK = Duration.ofMillis(100);
    /** Enough for what it says before it ends. */
    private static final int KEPT = 16_384;

    private final StringBuilder said = new StringBuilder();

    @Override
    public synchronized void accept(OutputFrame frame) {
        said.append(frame.getUtf8String());
        said.delete(0, Math.max(0, said.length() - KEPT));
    }

    /** The end of its output so far. */
    synchronized String said() {
        return said.toString();
    }

    @Override
    protected void waitUntilReady() {
        long end = System.nanoTime() + startupTimeout.toNanos();
        try {
            while (!said().contains(READY)) {
                if (!waitStrategyTarget.isRunning()) {
                    // Its last words may still be on their way.
                    Thread.sleep(LOOK.multipliedBy(5));
                    throw new ContainerLaunchException("it ended by itself");
                }
                if (System.nanoTime() > end) {
                    throw new ContainerLaunchException("it was not ready within " + startupTimeout.toSeconds() + " s");
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerLaunchException("interrupted");
        }
    }
}
