package dev.rolecall.lab.target;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How often to look whether something is ready, and for how long: a fact about a target, not about a step.
 *
 * @param interval between two looks
 * @param patience after which it counts as not coming
 */
public record Pace(Duration interval, Duration patience) {

    /** Looks until {@code look} finds something; empty when the patience is over. */
    public <T> Optional<T> await(InstantSource clock, Supplier<Optional<T>> look) throws InterruptedException {
        Instant deadline = clock.instant().plus(patience);
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent() || clock.instant().isAfter(deadline)) {
                return found;
            }
            Thread.sleep(interval);
        }
    }
}
