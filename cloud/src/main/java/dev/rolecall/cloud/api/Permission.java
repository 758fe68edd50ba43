package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;

/**
 * One thing that must be allowed before an operation runs, as the service authorization reference lists it.
 *
 * @param action {@code s3:GetObject}
 */
public record Permission(String action, Resource on) {

    public static Permission of(String action, String arn) {
        return new Permission(action, Resource.of(arn));
    }

    /** The ARN, or {@code *} for an action without resources. */
    public String resource() {
        return on.arn();
    }

    public Permission ownedBy(String account) {
        return new Permission(action, on.ownedBy(account));
    }

    public Permission guardedBy(Optional<NamedPolicy> policy) {
        return new Permission(action, on.guardedBy(policy));
    }

    public Permission with(Map<String, List<String>> keys) {
        return new Permission(action, on.with(keys));
    }
}
