package dev.rolecall.cloud.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.identity.Session;

/** Makes callers of sessions that act inside the cloud, without a request on the wire: there is no source address and no user agent. */
public final class SessionCallers {
    private SessionCallers() {}

    /** A caller with this session's condition keys, as of {@code now}. */
    public static Caller of(Session session, Map<String, String> principalTags, String region, Instant now) {
        return new Caller(session.principal(), session.accountId(), Optional.of(session.credentials().accessKeyId()), session.policy(),
                GlobalKeys.at(now).secureTransport().requestedRegion(region).principal(session.principal()).principalTags(principalTags)
                        .session(session).build());
    }
}
