package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;

/**
 * One thing that must be allowed before an operation runs, as the service authorization reference lists it.
 *
 * @param action          {@code s3:GetObject}
 * @param resource        an ARN, or {@code *} for an action without resources
 * @param resourceAccount the account that owns the resource, where it is not the caller's
 * @param resourcePolicy  the resource's own policy: a bucket policy, a role's trust policy
 * @param context         condition keys of this action beside the global ones
 */
public record Permission(String action, String resource, Optional<String> resourceAccount, Optional<NamedPolicy> resourcePolicy,
        Map<String, List<String>> context) {

    public static Permission of(String action, String resource) {
        return new Permission(action, resource, Optional.empty(), Optional.empty(), Map.of());
    }

    public Permission ownedBy(String account) {
        return new Permission(action, resource, Optional.of(account), resourcePolicy, context);
    }

    public Permission guardedBy(Optional<NamedPolicy> policy) {
        return new Permission(action, resource, resourceAccount, policy, context);
    }

    public Permission with(Map<String, List<String>> keys) {
        return new Permission(action, resource, resourceAccount, resourcePolicy, Map.copyOf(keys));
    }
}
