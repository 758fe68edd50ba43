package dev.rolecall.lab.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Steps that do not wait for each other. */
public final class Parallel {
    private Parallel() {}

    /** Runs all, waits for all, and throws what the first of them threw. */
    public static void all(ExecutorService executor, List<? extends Runnable> steps) throws InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        steps.forEach(step -> running.add(executor.submit(step)));
        for (Future<?> step : running) {
            join(step);
        }
    }

    /** Waits for one step, and throws what it threw. */
    public static <T> T join(Future<T> step) throws InterruptedException {
        try {
            return step.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
