package dev.rolecall.cloud.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.iam.Principal;

/**
 * Sessions in which a user stays who it is. No policy can take the call away; only a long-term key can make it.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
 */
record UserSessions(Credentials credentials, Sessions sessions) {
    private static final int SHORTEST = 900;
    private static final int LONGEST = 129_600;
    private static final int DEFAULT = 43_200;

    ObjectNode issue(Invocation call) {
        call.parameters().takesOnly("GetSessionToken", "DurationSeconds", "SerialNumber", "TokenCode");
        Principal.User user = user(call, "GetSessionToken");
        Duration duration = duration(call);
        Optional<Instant> mfa = MfaClaim.of(call.parameters())
                .map(claim -> claim.take(call.caller(), credentials.mfaDevices(), call.now()));
        return Answers.issued(sessions.ofUser(user, duration, mfa));
    }

    static Duration duration(Invocation call) {
        Optional<Integer> seconds = call.parameters().integer("DurationSeconds");
        new Constraints().number("durationSeconds", seconds, SHORTEST, LONGEST).check();
        return Duration.ofSeconds(seconds.orElse(DEFAULT));
    }

    /** The user whose long-term key made the call. */
    static Principal.User user(Invocation call, String operation) {
        if (call.caller().principal() instanceof Principal.User user) {
            return user;
        }
        throw StsErrors.denied("Cannot call " + operation + " with session credentials");
    }
}
