package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
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
    private static final int LONGEST_NAME = 128;
    private static final String MEMBER = "InstanceProfileName";
    private static final String KIND = "instance-profile";

    private final IamAccess access;

    InstanceProfiles(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(
                new Operation("CreateInstanceProfile", call -> access.creates(call, KIND, MEMBER, "iam:CreateInstanceProfile"),
                        this::create),
                new Operation("GetInstanceProfile", access.on(KIND, MEMBER, "iam:GetInstanceProfile"),
                        call -> Shapes.empty().set("InstanceProfile", shape(call, profile(call)))),
                new Operation("ListInstanceProfiles", call -> access.listing(call, "iam:ListInstanceProfiles", KIND + "/"), this::list),
                new Operation("ListInstanceProfilesForRole", access.on("role", "RoleName", "iam:ListInstanceProfilesForRole"),
                        this::listOfRole),
                new Operation("AddRoleToInstanceProfile", this::addPermissions, this::addRole),
                new Operation("RemoveRoleFromInstanceProfile", access.on(KIND, MEMBER, "iam:RemoveRoleFromInstanceProfile"),
                        this::removeRole),
                new Operation("DeleteInstanceProfile", access.on(KIND, MEMBER, "iam:DeleteInstanceProfile"), this::delete));
    }

    /** Whoever puts a role into a profile hands it to whatever will wear the profile. */
    private List<Permission> addPermissions(Invocation call) {
        List<Permission> permissions = new ArrayList<>(access.on(KIND, MEMBER, "iam:AddRoleToInstanceProfile").apply(call));
        permissions.addAll(access.on("role", "RoleName", "iam:PassRole").apply(call));
        return permissions;
    }

    private InstanceProfile profile(Invocation call) {
        String name = call.parameters().required(MEMBER);
        return Optional.ofNullable(access.account(call).instanceProfiles().get(name))
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "Instance Profile " + name + " cannot be found."));
    }

    private ObjectNode shape(Invocation call, InstanceProfile profile) {
        return Shapes.profile(profile, access.account(call).roles());
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), MEMBER, LONGEST_NAME);
        String path = Names.path(call.parameters());
        InstanceProfile profile = new InstanceProfile(name, path, "arn:aws:iam::" + account.id() + ":instance-profile" + path + name,
                Ids.entityId("AIPA"), call.now(), Optional.empty(), call.parameters().tags("Tags"));
        synchronized (account) {
            if (account.instanceProfiles().putIfAbsent(name, profile) != null) {
                throw IamErrors.exists("Instance Profile", name);
            }
        }
        return Shapes.empty().set("InstanceProfile", shape(call, profile));
    }

    private ObjectNode list(Invocation call) {
        return list(call, profile -> profile.path().startsWith(Listing.pathPrefix(call)));
    }

    private ObjectNode listOfRole(Invocation call) {
        String name = call.parameters().required("RoleName");
        Identity.Role role = Optional.ofNullable(access.account(call).roles().get(name)).orElseThrow(() -> IamErrors.absent("role", name));
        return list(call, profile -> profile.role().filter(role.name()::equals).isPresent());
    }

    private ObjectNode list(Invocation call, Predicate<InstanceProfile> which) {
        return Listing.of(call, "InstanceProfiles", access.account(call).instanceProfiles().values().stream().filter(which).toList(),
                profile -> Listing.brief(shape(call, profile)));
    }

    private ObjectNode addRole(Invocation call) {
        Account account = access.account(call);
        String roleName = call.parameters().required("RoleName");
        synchronized (account) {
            Identity.Role role = Optional.ofNullable(account.roles().get(roleName)).orElseThrow(() -> IamErrors.absent("role", roleName));
            InstanceProfile profile = profile(call);
            if (profile.role().isPresent()) {
                throw IamErrors.limit("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
            }
            account.instanceProfiles().put(profile.name(), profile.holding(Optional.of(role.name())));
        }
        return Shapes.empty();
    }

    private ObjectNode removeRole(Invocation call) {
        Account account = access.account(call);
        String roleName = call.parameters().required("RoleName");
        synchronized (account) {
            InstanceProfile profile = profile(call);
            if (profile.role().filter(roleName::equals).isEmpty()) {
                throw IamErrors.absent("role", roleName);
            }
            account.instanceProfiles().put(profile.name(), profile.holding(Optional.empty()));
        }
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            InstanceProfile profile = profile(call);
            if (profile.role().isPresent()) {
                throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            account.instanceProfiles().remove(profile.name());
        }
        return Shapes.empty();
    }
}
