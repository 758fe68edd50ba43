package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

import dev.rolecall.cloud.identity.AppliedPolicy.Origin;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;

/**
 * One account's identities. Names are unique whatever their case, as in IAM. The maps may be read at any time; whoever checks and
 * then changes holds the account's monitor.
 */
public final class Account {
    private final String id;
    private volatile Instant created;
    private final ConcurrentNavigableMap<String, Identity.User> users = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, Identity.Role> roles = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, Identity.Group> groups = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, InstanceProfile> profiles = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ConcurrentNavigableMap<String, ManagedPolicy> policies = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<String, LoginProfile> logins = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private volatile String alias = "";

    /** What an account is beside its identities. */
    private record Facts(Instant created, Optional<String> alias) {}

    public Account(String id, Instant created) {
        this.id = id;
        this.created = created;
    }

    /** Keeps all of it. What is changed under the account's monitor is written together. */
    public void keepIn(State state) {
        State guarded = state.guardedBy(this);
        guarded.keep("iam/users", users, Identity.User.class);
        guarded.keep("iam/roles", roles, Identity.Role.class);
        guarded.keep("iam/groups", groups, Identity.Group.class);
        guarded.keep("iam/instance-profiles", profiles, InstanceProfile.class);
        guarded.keep("iam/policies", policies, ManagedPolicy.class);
        guarded.keep("iam/login-profiles", logins, LoginProfile.class);
        guarded.keep("iam/account", Facts.class, () -> Map.of(id, new Facts(created, alias())), stored -> stored.values().forEach(facts -> {
            created = facts.created();
            alias = facts.alias().orElse("");
        }));
    }

    /** Twelve digits. */
    public String id() {
        return id;
    }

    public Instant created() {
        return created;
    }

    public Map<String, Identity.User> users() {
        return users;
    }

    public Map<String, Identity.Role> roles() {
        return roles;
    }

    public Map<String, Identity.Group> groups() {
        return groups;
    }

    /** The groups that a user is in, by name. */
    public List<Identity.Group> groupsOf(Identity.User user) {
        return groups.values().stream().filter(group -> group.members().contains(user.id())).toList();
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

    /** The customer managed ones, by ARN. */
    public Map<String, ManagedPolicy> policies() {
        return policies;
    }

    /** By ARN, AWS's own ones among them. */
    public Optional<ManagedPolicy> managedPolicy(String arn) {
        return Optional.ofNullable(policies.get(arn)).or(() -> AwsManagedPolicies.byArn(arn));
    }

    /** AWS's own ones, then the customer managed ones. */
    public Stream<ManagedPolicy> managedPolicies() {
        return Stream.concat(AwsManagedPolicies.all(), policies.values().stream());
    }

    /** All that policies can be given to. */
    public Stream<Identity> identities() {
        return Stream.of(users, groups, roles).flatMap(map -> map.values().stream());
    }

    public Optional<Identity.Role> roleByArn(String arn) {
        return Optional.ofNullable(roles.get(arn.substring(arn.lastIndexOf('/') + 1))).filter(role -> role.arn().equals(arn));
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
                Optional.<Identity>ofNullable(users.get(user.userName())).filter(found -> found.id().equals(user.userId()))
                        // Renamed since.
                        .or(() -> users.values().stream().<Identity>map(found -> found).filter(found -> found.id().equals(user.userId()))
                                .findFirst());
            case Principal.RoleSession session -> roleByArn(session.roleArn()).<Identity>map(role -> role)
                    .filter(found -> found.id().equals(session.roleId()));
            case Principal.FederatedUser federated -> users.values().stream().filter(user -> user.arn().equals(federated.parentUserArn()))
                    .<Identity>map(user -> user).findFirst();
            default -> Optional.empty();
        };
    }

    /** What a principal is allowed by its own policies, its boundary, and the session's policies; the resource's side is empty. */
    public PolicySet policiesOf(Principal principal, List<NamedPolicy> sessionPolicies) {
        Optional<Identity> identity = identityOf(principal);
        List<NamedPolicy> applied = identity.map(this::applied).orElse(List.of()).stream().map(AppliedPolicy::named).toList();
        return new PolicySet(applied, identity.flatMap(this::boundary), sessionPolicies, Optional.empty());
    }

    /** The identity-based policies that have a say for somebody: its own, and those of a user's groups. */
    public List<AppliedPolicy> applied(Identity identity) {
        return switch (identity) {
            case Identity.Role role -> granted(role.grants(), Origin.ROLE, Optional.empty());
            case Identity.Group group -> granted(group.grants(), Origin.GROUP, Optional.empty());
            case Identity.User user -> {
                List<AppliedPolicy> all = new ArrayList<>(granted(user.grants(), Origin.USER, Optional.empty()));
                groupsOf(user).forEach(group -> all.addAll(granted(group.grants(), Origin.GROUP, Optional.of(group.name()))));
                yield List.copyOf(all);
            }
        };
    }

    /** The permissions boundary. */
    public Optional<NamedPolicy> boundary(Identity identity) {
        return identity.grants().boundary().flatMap(this::managedPolicy).map(policy -> new NamedPolicy(policy.arn(), policy.document()));
    }

    private List<AppliedPolicy> granted(Grants grants, Origin inline, Optional<String> group) {
        List<AppliedPolicy> granted = new ArrayList<>();
        grants.inline().forEach((name, document) -> granted.add(new AppliedPolicy(inline, name, group, document)));
        for (String arn : grants.attached()) {
            managedPolicy(arn).map(policy -> new AppliedPolicy(policy.isAws() ? Origin.AWS_MANAGED : Origin.USER_MANAGED, arn, group,
                    policy.document())).ifPresent(granted::add);
        }
        return granted;
    }
}
