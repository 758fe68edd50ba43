package dev.rolecall.lab.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures the steps of a run, and tells a listener of each as it begins and ends. */
public final class Phases {
    private final InstantSource clock;
    private final Listener listener;
    private final Instant start;
    private final List<Phase> finished = new ArrayList<>();

    public Phases(InstantSource clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        this.start = clock.instant();
    }

    /** A step that has finished, and how long it took. */
    public record Phase(Step step, Duration took) {}

    /** Shows progress; called from several threads. */
    public interface Listener {
        void began(Step step);

        void ended(Phase phase);
    }

    /** Does the work of a step; a step that fails is not counted. */
    public <T> T time(Step step, Callable<T> work) throws Exception {
        listener.began(step);
        Instant began = clock.instant();
        T result = work.call();
        Phase phase = new Phase(step, Duration.between(began, clock.instant()));
        synchronized (finished) {
            finished.add(phase);
        }
        listener.ended(phase);
        return result;
    }

    /** The finished steps, in the order in which they ended. */
    public List<Phase> finished() {
        synchronized (finished) {
            return List.copyOf(finished);
        }
    }

    /** Since the beginning of the run. */
    public Duration elapsed() {
        return Duration.between(start, clock.instant());
    }
}
