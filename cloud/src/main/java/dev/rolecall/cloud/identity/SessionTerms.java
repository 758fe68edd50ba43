package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On what terms a session was given.
 *
 * @param policies       what narrows it
 * @param sourceIdentity who is behind it, for the whole of a role chain
 * @param mfa            when its user showed a code of a device; of role sessions it is not known
 * @param context        condition keys that travel with its requests: what EC2 or Lambda say of the place they issued it for
 */
public record SessionTerms(SessionPolicies policies, SessionTags tags, Optional<String> sourceIdentity, Optional<Instant> mfa,
        Map<String, List<String>> context) {
    /** All that the identity may do, and nothing said. */
    public static final SessionTerms NONE = new SessionTerms(SessionPolicies.NONE, SessionTags.NONE, Optional.empty(), Optional.empty(),
            Map.of());

    public SessionTerms {
        context = Map.copyOf(context);
    }

    /** A session whose requests carry these condition keys. */
    public static SessionTerms carrying(Map<String, List<String>> context) {
        return new SessionTerms(SessionPolicies.NONE, SessionTags.NONE, Optional.empty(), Optional.empty(), context);
    }

    /** A session of a user who showed a code then, or none. */
    public static SessionTerms shownMfa(Optional<Instant> at) {
        return new SessionTerms(SessionPolicies.NONE, SessionTags.NONE, Optional.empty(), at, Map.of());
    }
}
