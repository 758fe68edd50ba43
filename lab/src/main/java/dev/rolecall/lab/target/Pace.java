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
 * @param settling how long IAM may take to make a change known everywhere; zero where it is at once
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html">changes are not always immediately visible</a>
 */
public record Pace(Duration interval, Duration patience, Duration settling) {
    /** For an emulator on this machine, where a look costs a millisecond. */
    public static final Pace LOOPBACK = new Pace(Duration.ofMillis(25), Duration.ofSeconds(90), Duration.ZERO);

    /** Looks until {@code look} finds something; empty when the patience is over. */
    public <T> Optional<T> await(InstantSource clock, Supplier<Optional<T>> look) throws InterruptedException {
        return await(clock, patience, look);
    }

    /** The same with another patience than that for a whole deployment. */
    public <T> Optional<T> await(InstantSource clock, Duration patience, Supplier<Optional<T>> look) throws InterruptedException {
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
