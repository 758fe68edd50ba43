package dev.rolecall.cloud.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.Principal;

/**
 * When each access key and each role was last used. Every request counts that was rightly signed, also one that was denied: it is not
 * the permission that is used but the credential.
 *
 * <p>Of several uses of a key within 15 minutes the first is kept, as the credential report documents; the same is done for roles,
 * for which AWS documents nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html">Last accessed information</a>: all
 *      attempts count
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">Credential reports</a>
 */
public final class LastUses {
    private static final Duration SPAN = Duration.ofMinutes(15);

    private final ConcurrentMap<String, Use> keys = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Use> roles = new ConcurrentHashMap<>();

    /**
     * One use.
     *
     * @param service the service's name in ARNs and credential scopes: {@code s3}
     */
    public record Use(Instant at, String service, String region) {}

    public void keepIn(State state) {
        state.keep("audit/key-uses", keys, Use.class);
        state.keep("audit/role-uses", roles, Use.class);
    }

    /** Notes a request. What a service calls in somebody's name is no use of the key that the service was called with. */
    public void note(Caller caller, String service, Instant now) {
        String region = caller.context().get("aws:RequestedRegion").map(values -> values.getFirst()).orElse("us-east-1");
        Use use = new Use(now, service, region);
        boolean direct = caller.context().get("aws:CalledVia").isEmpty();
        // Of temporary keys nobody can ask.
        caller.accessKeyId().filter(id -> direct && id.startsWith("AKIA")).ifPresent(id -> keys.merge(id, use, LastUses::later));
        if (caller.principal() instanceof Principal.RoleSession session) {
            roles.merge(session.roleId(), use, LastUses::later);
        }
    }

    /** The last use of a long-term key. */
    public Optional<Use> ofKey(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    /**
     * The last use of a role by a session of it.
     *
     * @param roleId the unique id, so that a role made again under the same name was not used yet
     */
    public Optional<Use> ofRole(String roleId) {
        return Optional.ofNullable(roles.get(roleId));
    }

    private static Use later(Use before, Use now) {
        return now.at().isBefore(before.at().plus(SPAN)) ? before : now;
    }
}
