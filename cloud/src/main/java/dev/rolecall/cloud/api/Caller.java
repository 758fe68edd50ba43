package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Who makes a call, as the authentication found it.
 *
 * @param principal       the authenticated principal
 * @param accountId       the account in which the call is made
 * @param accessKeyId     the key that signed; empty for a service acting for itself
 * @param sessionPolicies the policies that the session was narrowed with
 * @param context         the global condition keys of this request
 */
public record Caller(Principal principal, String accountId, Optional<String> accessKeyId, List<NamedPolicy> sessionPolicies,
        RequestContext context) {

    public Caller {
        sessionPolicies = List.copyOf(sessionPolicies);
    }

    /** The same caller in a request that has these condition keys too. */
    public Caller with(Map<String, List<String>> keys) {
        return new Caller(principal, accountId, accessKeyId, sessionPolicies, context.with(keys));
    }

    /** The principal's ARN as denials name it; a service by its name. */
    public String name() {
        return principal.displayName();
    }
}
