package dev.rolecall.cloud.metadata;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.SessionCredentials;

/**
 * A role's credentials as a workload is offered them: the next set is offered a good while before the last one expires, and the last
 * one stays valid until its own expiry. A set is taken out when somebody asks, so a workload that never asks never wears its role.
 */
public final class RotatingCredentials {
    /** On AWS the next set is there five minutes before the expiry of one that lives about six hours; shorter lives keep the proportion. */
    private static final double OFFERED_BEFORE_EXPIRY = 5.0 / (6 * 60);

    private final Supplier<SessionCredentials> source;
    private final Lifetimes lifetimes;
    private final InstantSource clock;
    private Optional<SessionCredentials> last = Optional.empty();

    /** @param source assumes the role */
    public RotatingCredentials(Supplier<SessionCredentials> source, Lifetimes lifetimes, InstantSource clock) {
        this.source = source;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    /**
     * The set of now.
     *
     * @throws AwsException when the role may not be worn and no earlier set is valid any more
     */
    public synchronized SessionCredentials current() {
        Instant now = clock.instant();
        if (last.isPresent() && now.isBefore(nextSet(last.get()))) {
            return last.get();
        }
        try {
            SessionCredentials fresh = source.get();
            last = Optional.of(fresh);
            return fresh;
        } catch (AwsException e) {
            return last.filter(set -> now.isBefore(set.expiration())).orElseThrow(() -> e);
        }
    }

    private Instant nextSet(SessionCredentials set) {
        Duration life = Duration.between(set.issuedAt(), set.expiration());
        Duration early = Duration.ofMillis((long) (life.toMillis() * OFFERED_BEFORE_EXPIRY));
        Instant atLatest = set.expiration().minus(early);
        Instant planned = set.issuedAt().plus(lifetimes.instanceRotation());
        return planned.isBefore(atLatest) ? planned : atLatest;
    }
}
