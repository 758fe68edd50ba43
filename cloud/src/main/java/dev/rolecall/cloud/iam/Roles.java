package dev.rolecall.cloud.iam;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicyQuota;

/** Roles and their trust policies. */
final class Roles {
    private static final int SHORTEST_SESSION = 3_600;
    private static final int LONGEST_SESSION = 43_200;

    private final IamAccess access;
    private final LastUses uses;

    Roles(IamAccess access, LastUses uses) {
        this.access = access;
        this.uses = uses;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateRole", this::create), access.operation("GetRole", this::get),
                access.operation("ListRoles", this::list), access.operation("UpdateRole", this::update),
                access.operation("UpdateRoleDescription", this::describe),
                access.operation("UpdateAssumeRolePolicy", this::updateTrust), access.operation("DeleteRole", this::delete));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "RoleName", Quotas.ROLE_NAME);
        String path = Names.path(call.parameters());
        Identity.Role role = new Identity.Role(name, path, "arn:aws:iam::" + account.id() + ":role" + path + name, Ids.entityId("AROA"),
                call.now(), trust(call, "AssumeRolePolicyDocument"), Names.description(call.parameters()),
                longestSession(call).orElse(Duration.ofSeconds(SHORTEST_SESSION)), Grants.NONE.bounded(access.boundary(call)),
                Tags.of(call));
        synchronized (account) {
            if (account.roles().containsKey(name)) {
                throw IamErrors.exists("Role", name);
            }
            Quotas.requireRoom("RolesPerAccount", account.roles().size(), Quotas.ROLES);
            account.roles().put(name, role);
        }
        return Shapes.empty().set("Role", Shapes.role(role, access.account(call)));
    }

    private PolicyDocument trust(Invocation call, String member) {
        PolicyDocument document = Documents.of(call.parameters(), member, PolicyKind.TRUST);
        Quotas.requireSize(PolicyQuota.TRUST_POLICY, "", List.of(document));
        return new TrustedPrincipals(access.account(call)).kept(document);
    }

    private static Optional<Duration> longestSession(Invocation call) {
        return call.parameters().integer("MaxSessionDuration").map(seconds -> {
            if (seconds < SHORTEST_SESSION || seconds > LONGEST_SESSION) {
                throw AwsException.validation("1 validation error detected: Value '" + seconds
                        + "' at 'maxSessionDuration' failed to satisfy constraint: Member must have value from " + SHORTEST_SESSION + " to "
                        + LONGEST_SESSION);
            }
            return Duration.ofSeconds(seconds);
        });
    }

    private ObjectNode get(Invocation call) {
        Identity.Role role = access.role(call);
        return Shapes.empty().set("Role", Shapes.role(role, access.account(call), uses.ofRole(role.id())));
    }

    private ObjectNode list(Invocation call) {
        List<Identity.Role> found = access.account(call).roles().values().stream()
                .filter(role -> role.path().startsWith(Listing.pathPrefix(call))).toList();
        return Listing.of(call, "Roles", found, role -> Listing.brief(Shapes.role(role, access.account(call))));
    }

    private ObjectNode update(Invocation call) {
        Optional<Duration> longest = longestSession(call);
        Optional<String> description = Names.description(call.parameters());
        change(call, role -> {
            Identity.Role described = description.isPresent() ? role.described(description) : role;
            return longest.map(described::lasting).orElse(described);
        });
        return Shapes.empty();
    }

    private ObjectNode describe(Invocation call) {
        Optional<String> description = Names.description(call.parameters());
        return Shapes.empty().set("Role", Shapes.role(change(call, role -> role.described(description)), access.account(call)));
    }

    private ObjectNode updateTrust(Invocation call) {
        PolicyDocument trust = trust(call, "PolicyDocument");
        change(call, role -> role.trusting(trust));
        return Shapes.empty();
    }

    private Identity.Role change(Invocation call, UnaryOperator<Identity.Role> change) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.Role changed = change.apply(access.role(call));
            account.roles().put(changed.name(), changed);
            return changed;
        }
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.Role role = access.role(call);
            IamErrors.requireNoPolicies(role.grants());
            if (account.instanceProfiles().values().stream().anyMatch(profile -> profile.role().filter(role.name()::equals).isPresent())) {
                throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            account.roles().remove(role.name());
        }
        return Shapes.empty();
    }
}
