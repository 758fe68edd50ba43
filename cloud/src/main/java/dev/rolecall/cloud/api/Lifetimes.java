package dev.rolecall.cloud.api;

import java.time.Duration;

/**
 * How long the credentials live that services hand to what they run. Of these numbers AWS documents the six hours of a task of ECS; the
 * defaults are what was observed there (about six hours on EC2, a new set about hourly). They may be shortened for a demonstration, by a
 * stated factor.
 *
 * @param instanceCredentials how long a set is valid that an instance or a task gets
 * @param instanceRotation    after this long it is offered the next set; at least five minutes before the old one expires on AWS
 * @param functionCredentials how long an execution environment's credentials are valid
 */
public record Lifetimes(Duration instanceCredentials, Duration instanceRotation, Duration functionCredentials) {
    public static final Lifetimes OBSERVED_ON_AWS = new Lifetimes(Duration.ofHours(6), Duration.ofHours(1), Duration.ofHours(12));
}
