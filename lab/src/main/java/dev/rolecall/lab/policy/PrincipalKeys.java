package dev.rolecall.lab.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.rolecall.iam.Principal;

/**
 * The condition keys that every request of a principal has, whatever it asks for, and the time. What depends on the request is not here.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global condition context keys</a>
 */
final class PrincipalKeys {
    private final Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private PrincipalKeys() {}

    /**
     * All of them.
     *
     * @param tags of the user or role, as far as they are known
     * @param now  left out where whoever asks says a time
     */
    static Map<String, List<String>> of(Principal principal, Map<String, String> tags, Optional<Instant> now) {
        PrincipalKeys all = new PrincipalKeys();
        now.ifPresent(time -> {
            all.put("aws:CurrentTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
            all.put("aws:EpochTime", String.valueOf(time.getEpochSecond()));
        });
        if (signs(principal)) {
            principal.accountId().ifPresent(account -> all.put("aws:PrincipalAccount", account));
            all.put("aws:PrincipalIsAWSService", String.valueOf(principal instanceof Principal.Service));
        }
        all.identify(principal);
        tags.forEach((key, value) -> all.put("aws:PrincipalTag/" + key, value));
        return all.keys;
    }

    /** Whether its requests carry AWS credentials: who comes with a provider's token has none yet. */
    private static boolean signs(Principal principal) {
        return switch (principal) {
            case Principal.User _,Principal.RoleSession _,Principal.Root _,Principal.FederatedUser _,Principal.Service _ -> true;
            case Principal.Anonymous _,Principal.WebIdentity _,Principal.Saml _ -> false;
        };
    }

    /** An id that is not known is left out; see {@code reference_policies_variables} for what the ids consist of. */
    private void identify(Principal principal) {
        switch (principal) {
            case Principal.User user -> {
                type("User", user.arn());
                put("aws:username", user.userName());
                put("aws:userid", user.userId());
            }
            case Principal.RoleSession session -> {
                type("AssumedRole", Optional.of(session.roleArn()));
                put("aws:userid", session.roleId().isEmpty() ? "" : session.roleId() + ":" + session.sessionName());
            }
            case Principal.Root root -> {
                type("Account", root.arn());
                put("aws:userid", root.accountId().orElse(""));
            }
            case Principal.FederatedUser federated -> type("FederatedUser", federated.arn());
            case Principal.Service service -> put("aws:PrincipalServiceName", service.name());
            case Principal.Anonymous anonymous -> {
                type("Anonymous", anonymous.arn());
                put("aws:userid", "anonymous");
            }
            case Principal.WebIdentity _,Principal.Saml _ -> {
                // What the provider says of them is in keys of the provider's own.
            }
        }
    }

    private void type(String type, Optional<String> arn) {
        put("aws:PrincipalType", type);
        arn.ifPresent(text -> put("aws:PrincipalArn", text));
    }

    private void put(String key, String value) {
        if (!value.isEmpty()) {
            keys.put(key, List.of(value));
        }
    }
}
