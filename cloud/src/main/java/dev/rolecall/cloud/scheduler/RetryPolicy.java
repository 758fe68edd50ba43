package dev.rolecall.cloud.scheduler;

import java.time.Duration;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * How often and for how long a call that fails is made again.
 *
 * @param longest  from the first attempt on, one minute to a day
 * @param attempts beside the first, 0 to 185
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html">RetryPolicy</a>
 */
record RetryPolicy(Duration longest, int attempts) {
    private static final int MOST_ATTEMPTS = 185;
    private static final int SHORTEST_AGE = 60;
    private static final int LONGEST_AGE = 86_400;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    static RetryPolicy of(Parameters policy) {
        int age = policy.integer("MaximumEventAgeInSeconds").orElse(LONGEST_AGE);
        int attempts = policy.integer("MaximumRetryAttempts").orElse(MOST_ATTEMPTS);
        if (age < SHORTEST_AGE || age > LONGEST_AGE) {
            throw AwsException.validation("MaximumEventAgeInSeconds must be from " + SHORTEST_AGE + " to " + LONGEST_AGE + ".");
        }
        if (attempts < 0 || attempts > MOST_ATTEMPTS) {
            throw AwsException.validation("MaximumRetryAttempts must be from 0 to " + MOST_ATTEMPTS + ".");
        }
        return new RetryPolicy(Duration.ofSeconds(age), attempts);
    }

    /** AWS says "exponential backoff" and no numbers: these are ours. */
    Duration waitAfter(int attempt) {
        Duration wait = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
