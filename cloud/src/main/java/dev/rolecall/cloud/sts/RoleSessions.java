package dev.rolecall.cloud.sts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.Principal;

/** Issues sessions of roles. Whether the caller may have one was decided before. */
public final class RoleSessions {
    private final Credentials credentials;
    private final InstantSource clock;

    public RoleSessions(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Issues a session.
     *
     * @param context condition keys that travel with its requests
     */
    public Session issue(Identity.Role role, String accountId, String sessionName, Duration duration, Optional<NamedPolicy> policy,
            Map<String, List<String>> context) {
        Instant now = clock.instant();
        SessionCredentials issued = new SessionCredentials(Ids.temporaryKeyId(), Ids.secretAccessKey(), Ids.sessionToken(), now,
                now.plus(duration));
        Principal.RoleSession principal = new Principal.RoleSession(
                "arn:aws:sts::" + accountId + ":assumed-role/" + role.name() + "/" + sessionName, accountId, role.arn(), role.id(),
                sessionName);
        Session session = new Session(issued, principal, policy, Map.copyOf(context));
        credentials.put(session, now);
        return session;
    }
}
