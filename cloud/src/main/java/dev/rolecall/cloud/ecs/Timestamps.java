package dev.rolecall.cloud.ecs;

import java.time.Instant;

/** Points in time as JSON 1.1 has them: seconds since 1970, with milliseconds behind the point. */
final class Timestamps {
    private Timestamps() {}

    static double of(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }
}
