package dev.rolecall.cloud.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;

/**
 * One account's identities. Names are unique whatever their case, as in IAM. The maps may be read at any time; whoever checks and
 * then changes holds the account's monitor.
 */
public final class Account {
    private final String id;
    private final ConcurrentNavigableMap<String, Identity.User> users = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, Identity.Role> roles = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, InstanceProfile> profiles = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, ManagedPolicy> policies = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<String, LoginProfile> logins = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private volatile String alias = "";

    public Account(String id) {
        this.id = id;
        AwsManagedPolicies.all().forEach(policy -> policies.put(policy.arn(), policy));
    }

    /** Twelve digits. */
    public String id() {
        return id;
    }

    public Map<String, Identity.User> users() {
        return users;
    }

    public Map<String, Identity.Role> roles() {
        return roles;
    }

    public Map<String, InstanceProfile> instanceProfiles() {
        return profiles;
    }

    /** By user name. */
    public Map<String, LoginProfile> loginProfiles() {
        return logins;
    }

    public Optional<String> alias() {
        return Optional.of(alias).filter(name -> !name.isEmpty());
    }

    /** Names the account; empty takes its name away. */
    public void alias(String name) {
        alias = name;
    }

    /** By ARN; AWS's own ones among them. */
    public Map<String, ManagedPolicy> policies() {
        return policies;
    }

    public Optional<Identity.Role> roleByArn(String arn) {
        return roles.values().stream().filter(role -> role.arn().equals(arn)).findFirst();
    }

    /** By name or ARN. */
    public Optional<InstanceProfile> instanceProfile(String nameOrArn) {
        return profiles.values().stream().filter(profile -> profile.name().equals(nameOrArn) || profile.arn().equals(nameOrArn))
                .findFirst();
    }

    /**
     * The identity behind a principal, of a federated user the one who federated it; empty for root, services and everybody without policies of their own. A credential of an
     * identity that was deleted finds nobody, also when another of the same name has taken its place: unique ids are compared.
     */
    public Optional<Identity> identityOf(Principal principal) {
        return switch (principal) {
            case Principal.User user ->
                Optional.<Identity>ofNullable(users.get(user.userName())).filter(found -> found.id().equals(user.userId()));
            case Principal.RoleSession session -> roleByArn(session.roleArn()).<Identity>map(role -> role)
                    .filter(found -> found.id().equals(session.roleId()));
            case Principal.FederatedUser federated -> users.values().stream().filter(user -> user.arn().equals(federated.parentUserArn()))
                    .<Identity>map(user -> user).findFirst();
            default -> Optional.empty();
        };
    }

    /** What a principal is allowed by its own policies, its boundary, and the session's policies; the resource's side is empty. */
    public PolicySet policiesOf(Principal principal, List<NamedPolicy> sessionPolicies) {
        Grants grants = identityOf(principal).map(Identity::grants).orElse(Grants.NONE);
        List<NamedPolicy> identity = new ArrayList<>();
        for (Map.Entry<String, PolicyDocument> inline : grants.inline().entrySet()) {
            identity.add(new NamedPolicy(inline.getKey(), inline.getValue()));
        }
        for (String arn : grants.attached()) {
            named(arn).ifPresent(identity::add);
        }
        return new PolicySet(identity, grants.boundary().flatMap(this::named), sessionPolicies, Optional.empty());
    }

    private Optional<NamedPolicy> named(String arn) {
        return Optional.ofNullable(policies.get(arn)).map(policy -> new NamedPolicy(policy.arn(), policy.document()));
    }
}
