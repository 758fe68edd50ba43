package dev.rolecall.cloud.metadata;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.SessionCredentials;

/**
 * A role's credentials as the metadata service offers them: the next set is offered a good while before the last one expires, and the last
 * one stays valid until its own expiry. A set is taken out when somebody asks, so an instance that never asks never wears its role.
 */
final class RotatingCredentials {
    /** On AWS the next set is there five minutes before the expiry of one that lives about six hours; shorter lives keep the proportion. */
    private static final double OFFERED_BEFORE_EXPIRY = 5.0 / (6 * 60);

    private final RoleCredentials source;
    private final String roleArn;
    private final InstanceIdentity identity;
    private final Delivery delivery;
    private final Lifetimes lifetimes;
    private final InstantSource clock;
    private Optional<SessionCredentials> last = Optional.empty();

    RotatingCredentials(RoleCredentials source, String roleArn, InstanceIdentity identity, Delivery delivery, Lifetimes lifetimes,
            InstantSource clock) {
        this.source = source;
        this.roleArn = roleArn;
        this.identity = identity;
        this.delivery = delivery;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    /** @throws AwsException when EC2 may not wear the role and no earlier set is valid any more */
    synchronized SessionCredentials current() {
        Instant now = clock.instant();
        if (last.isPresent() && now.isBefore(nextSet(last.get()))) {
            return last.get();
        }
        try {
            SessionCredentials fresh = source.assume("ec2.amazonaws.com", roleArn, identity.instanceId(), context());
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

    private Map<String, List<String>> context() {
        return Map.of("ec2:RoleDelivery", List.of(delivery.version()), "ec2:SourceInstanceArn", List.of(identity.arn()),
                "aws:Ec2InstanceSourcePrivateIPv4", List.of(identity.privateIp()), "aws:SourceAccount", List.of(identity.accountId()));
    }
}
