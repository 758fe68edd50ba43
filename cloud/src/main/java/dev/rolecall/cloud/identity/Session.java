package dev.rolecall.cloud.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.Principal;

/**
 * A role session: temporary credentials and whose they are.
 *
 * @param policy  the session policy that narrows it
 * @param context condition keys that travel with its requests: what EC2 or Lambda say of the place they issued it for
 */
public record Session(SessionCredentials credentials, Principal.RoleSession principal, Optional<NamedPolicy> policy,
        Map<String, List<String>> context) {

    /** The account of the role. */
    public String accountId() {
        return principal.accountId().orElseThrow();
    }
}
