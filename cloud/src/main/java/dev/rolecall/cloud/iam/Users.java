package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;

/** Users. */
final class Users {
    private final IamAccess access;
    private final Credentials credentials;

    Users(IamAccess access, Credentials credentials) {
        this.access = access;
        this.credentials = credentials;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateUser", this::create),
                access.operation("GetUser", call -> Shapes.empty().set("User", Shapes.user(access.user(call)))),
                access.operation("ListUsers", this::list), access.operation("UpdateUser", this::update),
                access.operation("DeleteUser", this::delete));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "UserName", Quotas.USER_NAME);
        String path = Names.path(call.parameters());
        Identity.User user = new Identity.User(name, path, arn(account, path, name), Ids.entityId("AIDA"), call.now(),
                Grants.NONE.bounded(access.boundary(call)), Tags.of(call));
        synchronized (account) {
            requireFree(account, name);
            Quotas.requireRoom("UsersPerAccount", account.users().size(), Quotas.USERS);
            account.users().put(name, user);
        }
        return Shapes.empty().set("User", Shapes.user(user));
    }

    private static String arn(Account account, String path, String name) {
        return "arn:aws:iam::" + account.id() + ":user" + path + name;
    }

    private static void requireFree(Account account, String name) {
        if (account.users().containsKey(name)) {
            throw IamErrors.exists("User", name);
        }
    }

    /**
     * Another name or path. What hangs on the user stays: unique id, policies, groups, keys, password; only the ARN is another.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_rename.html">Rename an IAM user</a>
     */
    private ObjectNode update(Invocation call) {
        Account account = access.account(call);
        Optional<String> newName = call.parameters().optional("NewUserName")
                .map(_ -> Names.name(call.parameters(), "NewUserName", Quotas.USER_NAME));
        Optional<String> newPath = Names.path(call.parameters(), "NewPath");
        synchronized (account) {
            Identity.User user = access.user(call);
            String name = newName.orElse(user.name());
            String path = newPath.orElse(user.path());
            boolean another = !name.equalsIgnoreCase(user.name());
            if (another) {
                requireFree(account, name);
            }
            // The old name goes last, so that a request that is being authenticated finds the one or the other.
            account.users().put(name, user.moved(name, path, arn(account, path, name)));
            credentials.rename(account.id(), user.name(), name);
            Optional.ofNullable(account.loginProfiles().remove(user.name()))
                    .ifPresent(profile -> account.loginProfiles().put(name, profile.ownedBy(name)));
            if (another) {
                account.users().remove(user.name());
            }
        }
        return Shapes.empty();
    }

    private ObjectNode list(Invocation call) {
        List<Identity.User> found = access.account(call).users().values().stream()
                .filter(user -> user.path().startsWith(Listing.pathPrefix(call))).toList();
        return Listing.of(call, "Users", found, user -> Listing.brief(Shapes.user(user)));
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            Identity.User user = access.user(call);
            if (!credentials.keysOf(account.id(), user.name()).isEmpty()) {
                throw IamErrors.conflict("Cannot delete entity, must delete access keys first.");
            }
            IamErrors.requireNoPolicies(user.grants());
            if (!account.groupsOf(user).isEmpty()) {
                throw IamErrors.conflict("Cannot delete entity, must remove users from group first.");
            }
            if (!credentials.mfaDevices().ofUser(user.id()).isEmpty()) {
                throw IamErrors.conflict("Cannot delete entity, must delete MFA device first.");
            }
            if (account.loginProfiles().containsKey(user.name())) {
                throw IamErrors.conflict("Cannot delete entity, must delete login profile first.");
            }
            account.users().remove(user.name());
        }
        return Shapes.empty();
    }
}
