package dev.rolecall.cloud.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;

/** Makes callers of sessions that act inside the cloud, without a request on the wire: there is no source address and no user agent. */
public final class SessionCallers {
    private SessionCallers() {}

    /** A caller with this session's condition keys, as of {@code now}; {@code account} is the session's. */
    public static Caller of(Session session, Account account, String region, Instant now) {
        Map<String, String> tags = account.identityOf(session.identity()).map(Identity::tags).orElse(Map.of());
        return new Caller(session.principal(), session.accountId(), Optional.of(session.credentials().accessKeyId()),
                session.terms().policies().in(account),
                GlobalKeys.at(now).secureTransport().requestedRegion(region).principal(session.principal())
                        .principalTags(session.terms().tags().over(tags)).session(session, now).build());
    }
}
