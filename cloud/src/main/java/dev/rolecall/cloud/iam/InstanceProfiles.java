package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.cloud.identity.InstanceProfile;

/**
 * Instance profiles, each for one role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html">Use instance profiles</a>
 */
final class InstanceProfiles {
    private final IamAccess access;

    InstanceProfiles(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateInstanceProfile", this::create),
                access.operation("GetInstanceProfile",
                        call -> Shapes.empty().set("InstanceProfile", shape(call, access.profile(call)))),
                access.operation("ListInstanceProfiles", this::list),
                access.operation("ListInstanceProfilesForRole", this::listOfRole),
                access.operation("AddRoleToInstanceProfile", this::addRole),
                access.operation("RemoveRoleFromInstanceProfile", this::removeRole),
                access.operation("DeleteInstanceProfile", this::delete));
    }

    private ObjectNode shape(Invocation call, InstanceProfile profile) {
        return Shapes.profile(profile, access.account(call));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "InstanceProfileName", Quotas.OTHER_NAME);
        String path = Names.path(call.parameters());
        InstanceProfile profile = new InstanceProfile(name, path, "arn:aws:iam::" + account.id() + ":instance-profile" + path + name,
                Ids.entityId("AIPA"), call.now(), Optional.empty(), Tags.of(call));
        synchronized (account) {
            if (account.instanceProfiles().containsKey(name)) {
                throw IamErrors.exists("Instance Profile", name);
            }
            Quotas.requireRoom("InstanceProfilesPerAccount", account.instanceProfiles().size(), Quotas.INSTANCE_PROFILES);
            account.instanceProfiles().put(name, profile);
        }
        return Shapes.empty().set("InstanceProfile", shape(call, profile));
    }

    private ObjectNode list(Invocation call) {
        return list(call, profile -> profile.path().startsWith(Listing.pathPrefix(call)));
    }

    private ObjectNode listOfRole(Invocation call) {
        Identity.Role role = access.role(call);
        return list(call, profile -> profile.role().filter(role.name()::equals).isPresent());
    }

    private ObjectNode list(Invocation call, Predicate<InstanceProfile> which) {
        return Listing.of(call, "InstanceProfiles", access.account(call).instanceProfiles().values().stream().filter(which).toList(),
                profile -> Listing.brief(shape(call, profile)));
    }

    private ObjectNode addRole(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.Role role = access.role(call);
            InstanceProfile profile = access.profile(call);
            Quotas.requireRoom("InstanceSessionsPerInstanceProfile", profile.role().stream().count(), Quotas.ROLES_PER_INSTANCE_PROFILE);
            account.instanceProfiles().put(profile.name(), profile.holding(Optional.of(role.name())));
        }
        return Shapes.empty();
    }

    private ObjectNode removeRole(Invocation call) {
        Account account = access.account(call);
        String roleName = call.parameters().required("RoleName");
        synchronized (account) {
            InstanceProfile profile = access.profile(call);
            if (profile.role().filter(roleName::equalsIgnoreCase).isEmpty()) {
                throw IamErrors.absent("role", roleName);
            }
            account.instanceProfiles().put(profile.name(), profile.holding(Optional.empty()));
        }
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            InstanceProfile profile = access.profile(call);
            if (profile.role().isPresent()) {
                throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            account.instanceProfiles().remove(profile.name());
        }
        return Shapes.empty();
    }
}
