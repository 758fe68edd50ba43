package dev.rolecall.cloud.metadata;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The IMDSv2 session tokens of one instance; on any other instance they are worthless.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html">How IMDSv2 works</a>
 */
final class SessionTokens {
    static final int LONGEST_SECONDS = 21_600;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
    private final InstantSource clock;

    SessionTokens(InstantSource clock) {
        this.clock = clock;
    }

    String issue(Duration life) {
        Instant now = clock.instant();
        expiries.values().removeIf(expiry -> !now.isBefore(expiry));
        byte[] bytes = new byte[42];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().encodeToString(bytes);
        expiries.put(token, now.plus(life));
        return token;
    }

    /** How long the token is still good for; empty for one that is unknown or expired. */
    Optional<Duration> remaining(String token) {
        return Optional.ofNullable(expiries.get(token)).map(expiry -> Duration.between(clock.instant(), expiry))
                .filter(Duration::isPositive);
    }
}
