package dev.rolecall.cloud.iam;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.iam.PolicyKind;

/** Roles and their trust policies. */
final class Roles {
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_SESSION = 3_600;
    private static final int LONGEST_SESSION = 43_200;

    private final IamAccess access;

    Roles(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(new Operation("CreateRole", call -> access.creates(call, "role", "RoleName", "iam:CreateRole"), this::create),
                new Operation("GetRole", access.on("role", "RoleName", "iam:GetRole"),
                        call -> Shapes.empty().set("Role", Shapes.role(role(call)))),
                new Operation("ListRoleTags", access.on("role", "RoleName", "iam:ListRoleTags"),
                        call -> Listing.ofTags(call, role(call).tags())),
                new Operation("ListRoles", call -> access.listing(call, "iam:ListRoles", "role/"), this::list),
                new Operation("UpdateAssumeRolePolicy", access.on("role", "RoleName", "iam:UpdateAssumeRolePolicy"), this::updateTrust),
                new Operation("DeleteRole", access.on("role", "RoleName", "iam:DeleteRole"), this::delete));
    }

    private Identity.Role role(Invocation call) {
        String name = call.parameters().required("RoleName");
        return Optional.ofNullable(access.account(call).roles().get(name)).orElseThrow(() -> IamErrors.absent("role", name));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "RoleName", LONGEST_NAME);
        String path = Names.path(call.parameters());
        int seconds = call.parameters().integer("MaxSessionDuration").orElse(SHORTEST_SESSION);
        if (seconds < SHORTEST_SESSION || seconds > LONGEST_SESSION) {
            throw AwsException.validation("MaxSessionDuration must be from " + SHORTEST_SESSION + " to " + LONGEST_SESSION + " seconds.");
        }
        Identity.Role role = new Identity.Role(name, path, "arn:aws:iam::" + account.id() + ":role" + path + name, Ids.entityId("AROA"),
                call.now(),
                Documents.parse(call.parameters().required("AssumeRolePolicyDocument"), PolicyKind.TRUST),
                call.parameters().optional("Description"),
                Duration.ofSeconds(seconds), Grants.NONE, call.parameters().tags("Tags"));
        synchronized (account) {
            if (account.roles().putIfAbsent(name, role.with(Grants.NONE.bounded(access.boundary(call)))) != null) {
                throw IamErrors.exists("Role", name);
            }
        }
        return Shapes.empty().set("Role", Shapes.role(role(call)));
    }

    private ObjectNode list(Invocation call) {
        List<Identity.Role> found = access.account(call).roles().values().stream()
                .filter(role -> role.path().startsWith(Listing.pathPrefix(call))).toList();
        return Listing.of(call, "Roles", found, role -> Listing.brief(Shapes.role(role)));
    }

    private ObjectNode updateTrust(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.Role role = role(call);
            account.roles().put(role.name(),
                    role.trusting(Documents.parse(call.parameters().required("PolicyDocument"), PolicyKind.TRUST)));
        }
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.Role role = role(call);
            if (!role.grants().isEmpty()) {
                throw IamErrors.conflict("Cannot delete entity, must detach all policies first.");
            }
            if (account.instanceProfiles().values().stream().anyMatch(profile -> profile.role().filter(role.name()::equals).isPresent())) {
                throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            account.roles().remove(role.name());
        }
        return Shapes.empty();
    }
}
