package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;

/**
 * Groups of users.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html">IAM user groups</a>
 */
final class Groups {
    private final IamAccess access;

    Groups(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateGroup", this::create), access.operation("GetGroup", this::get),
                access.operation("ListGroups", this::list), access.operation("ListGroupsForUser", this::listOfUser),
                access.operation("UpdateGroup", this::update), access.operation("DeleteGroup", this::delete),
                access.operation("AddUserToGroup", this::add), access.operation("RemoveUserFromGroup", this::remove));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "GroupName", Quotas.OTHER_NAME);
        String path = Names.path(call.parameters());
        Identity.Group group = new Identity.Group(name, path, arn(account, path, name), Ids.entityId("AGPA"), call.now(), Grants.NONE,
                List.of());
        synchronized (account) {
            requireFree(account, name);
            Quotas.requireRoom("GroupsPerAccount", account.groups().size(), Quotas.GROUPS);
            account.groups().put(name, group);
        }
        return Shapes.empty().set("Group", Shapes.group(group));
    }

    private static String arn(Account account, String path, String name) {
        return "arn:aws:iam::" + account.id() + ":group" + path + name;
    }

    private static void requireFree(Account account, String name) {
        if (account.groups().containsKey(name)) {
            throw IamErrors.exists("Group", name);
        }
    }

    private ObjectNode get(Invocation call) {
        Identity.Group group = access.group(call);
        List<Identity.User> users = access.account(call).users().values().stream().filter(user -> group.members().contains(user.id()))
                .toList();
        ObjectNode answer = Listing.of(call, "Users", users, user -> Listing.brief(Shapes.user(user)));
        return answer.set("Group", Shapes.group(group));
    }

    private ObjectNode list(Invocation call) {
        String prefix = Listing.pathPrefix(call);
        return Listing.of(call, "Groups",
                access.account(call).groups().values().stream().filter(group -> group.path().startsWith(prefix)).toList(), Shapes::group);
    }

    private ObjectNode listOfUser(Invocation call) {
        return Listing.of(call, "Groups", access.account(call).groupsOf(access.user(call)), Shapes::group);
    }

    /** Another name or path; users and policies stay. */
    private ObjectNode update(Invocation call) {
        Account account = access.account(call);
        Optional<String> newName = call.parameters().optional("NewGroupName")
                .map(_ -> Names.name(call.parameters(), "NewGroupName", Quotas.OTHER_NAME));
        Optional<String> newPath = Names.path(call.parameters(), "NewPath");
        synchronized (account) {
            Identity.Group group = access.group(call);
            String name = newName.orElse(group.name());
            String path = newPath.orElse(group.path());
            if (!name.equalsIgnoreCase(group.name())) {
                requireFree(account, name);
            }
            account.groups().remove(group.name());
            account.groups().put(name, group.moved(name, path, arn(account, path, name)));
        }
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.Group group = access.group(call);
            if (!group.members().isEmpty()) {
                throw IamErrors.conflict("Cannot delete entity, must remove users from group first.");
            }
            IamErrors.requireNoPolicies(group.grants());
            account.groups().remove(group.name());
        }
        return Shapes.empty();
    }

    /** Who is in it already stays in it: that is no error. */
    private ObjectNode add(Invocation call) {
        call.parameters().required("UserName");
        Account account = access.account(call);
        synchronized (account) {
            Identity.Group group = access.group(call);
            Identity.User user = access.user(call);
            if (!group.members().contains(user.id())) {
                Quotas.requireRoom("GroupsPerUser", account.groupsOf(user).size(), Quotas.GROUPS_PER_USER);
                account.groups().put(group.name(), group.of(Stream.concat(group.members().stream(), Stream.of(user.id())).toList()));
            }
        }
        return Shapes.empty();
    }

    private ObjectNode remove(Invocation call) {
        call.parameters().required("UserName");
        Account account = access.account(call);
        synchronized (account) {
            Identity.Group group = access.group(call);
            Identity.User user = access.user(call);
            if (!group.members().contains(user.id())) {
                throw new AwsException("NoSuchEntity", 404, "User " + user.name() + " is not in group " + group.name() + ".");
            }
            account.groups().put(group.name(),
                    group.of(group.members().stream().filter(id -> !Objects.equals(id, user.id())).toList()));
        }
        return Shapes.empty();
    }
}
