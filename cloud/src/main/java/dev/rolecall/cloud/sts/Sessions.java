package dev.rolecall.cloud.sts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionTerms;
import dev.rolecall.iam.Principal;

/** Issues sessions, which begin and end on a full second. Whether the caller may have one was decided before. */
public final class Sessions {
    private final Credentials credentials;
    private final InstantSource clock;

    public Sessions(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A session of a role. */
    public Session ofRole(Identity.Role role, String accountId, String sessionName, Duration duration, SessionTerms terms) {
        Principal.RoleSession principal = new Principal.RoleSession(
                "arn:aws:sts::" + accountId + ":assumed-role/" + role.name() + "/" + sessionName, accountId, role.arn(), role.id(),
                sessionName);
        return issue(principal, principal, duration, terms);
    }

    /** A session in which a user stays who it is. */
    Session ofUser(Principal.User user, Duration duration, Optional<Instant> mfa) {
        return issue(user, user, duration, SessionTerms.shownMfa(mfa));
    }

    /** A session of somebody whom a user vouches for. */
    Session ofFederated(Principal.User user, String name, Duration duration, SessionTerms terms) {
        String account = user.accountId().orElseThrow();
        return issue(new Principal.FederatedUser(Federation.arn(account, name), account, user.arn().orElseThrow()), user, duration, terms);
    }

    private Session issue(Principal principal, Principal identity, Duration duration, SessionTerms terms) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SessionCredentials issued = new SessionCredentials(Ids.temporaryKeyId(), Ids.secretAccessKey(), Ids.sessionToken(), now,
                now.plus(duration));
        Session session = new Session(issued, principal, identity, terms);
        credentials.put(session, now);
        return session;
    }
}
