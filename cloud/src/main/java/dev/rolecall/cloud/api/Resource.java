package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;

/**
 * What a call is about, as far as policies see it.
 *
 * @param arn     an ARN, or {@code *} for an action without resources
 * @param account the account that owns it, where it is not the caller's
 * @param policy  its own policy: a bucket policy, a role's trust policy
 * @param context the condition keys that speak of it beside the global ones
 */
public record Resource(String arn, Optional<String> account, Optional<NamedPolicy> policy, Map<String, List<String>> context) {
    /** For actions that are on no resource. */
    public static final Resource NONE = of("*");

    public Resource {
        context = Map.copyOf(context);
    }

    public static Resource of(String arn) {
        return new Resource(arn, Optional.empty(), Optional.empty(), Map.of());
    }

    public Resource ownedBy(String owner) {
        return new Resource(arn, Optional.of(owner), policy, context);
    }

    public Resource guardedBy(Optional<NamedPolicy> own) {
        return new Resource(arn, account, own, context);
    }

    public Resource with(Map<String, List<String>> keys) {
        return new Resource(arn, account, policy, keys);
    }
}
