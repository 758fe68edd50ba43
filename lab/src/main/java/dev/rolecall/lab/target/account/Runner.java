package dev.rolecall.lab.target.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Whoever runs the lesson, as STS knows them.
 *
 * @param account   twelve digits
 * @param arn       the principal
 * @param temporary whether the credential ends by itself
 * @param expiresAt when, where the credential's source says so
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
record Runner(String account, String arn, boolean temporary, Optional<Instant> expiresAt) {

    boolean isRoot() {
        return arn.endsWith(":root");
    }
}
