package dev.rolecall.cloud.api;

import java.time.Instant;

/**
 * Temporary security credentials, as STS hands them out.
 *
 * @param accessKeyId     begins with {@code ASIA}
 * @param sessionToken    must be sent along with every request
 * @param expiration      after it, requests answer {@code ExpiredToken}
 */
public record SessionCredentials(String accessKeyId, Secret secretAccessKey, Secret sessionToken, Instant issuedAt, Instant expiration) {}
