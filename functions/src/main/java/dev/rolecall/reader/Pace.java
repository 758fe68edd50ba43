package dev.rolecall.reader;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** How long the instance program waits: doubling from one second while reads do not succeed, the interval after a success. */
final class Pace {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final Duration interval;
    private Duration next;

    Pace(Duration interval) {
        this.interval = interval;
        next = shorter(FIRST, interval);
    }

    /** Reads ROLECALL_INTERVAL_SECONDS (a fraction is fine); throws IllegalArgumentException when that is not a positive number of seconds. */
    static Pace from(Function<String, @Nullable String> environment) {
        String seconds = environment.apply("ROLECALL_INTERVAL_SECONDS");
        if (seconds == null) {
            return new Pace(INTERVAL);
        }
        try {
            long millis = Math.round(Double.parseDouble(seconds) * 1000);
            if (millis > 0 && millis <= Duration.ofDays(1).toMillis()) {
                return new Pace(Duration.ofMillis(millis));
            }
        } catch (NumberFormatException notANumber) {
            // Said below, for both ways of being wrong.
        }
        throw new IllegalArgumentException("ROLECALL_INTERVAL_SECONDS is not a number of seconds between 0.001 and 86400: " + seconds);
    }

    Duration after(Outcome outcome) {
        if (outcome instanceof Outcome.Read) {
            next = shorter(FIRST, interval);
            return interval;
        }
        Duration wait = next;
        next = shorter(next.multipliedBy(2), interval);
        return wait;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
