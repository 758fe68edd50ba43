package dev.rolecall.cloud.iam;

import java.util.List;

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
    private static final int LONGEST_NAME = 64;

    private final IamAccess access;
    private final Credentials credentials;

    Users(IamAccess access, Credentials credentials) {
        this.access = access;
        this.credentials = credentials;
    }

    List<Operation> operations() {
        return List.of(new Operation("CreateUser", call -> access.creates(call, "user", "UserName", "iam:CreateUser"), this::create),
                new Operation("GetUser", access.onUser("iam:GetUser"),
                        call -> Shapes.empty().set("User", Shapes.user(access.user(call)))),
                new Operation("ListUserTags", access.on("user", "UserName", "iam:ListUserTags"),
                        call -> Listing.ofTags(call, access.user(call).tags())),
                new Operation("ListUsers", call -> access.listing(call, "iam:ListUsers", "user/"), this::list),
                new Operation("DeleteUser", access.on("user", "UserName", "iam:DeleteUser"), this::delete));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "UserName", LONGEST_NAME);
        String path = Names.path(call.parameters());
        Identity.User user = new Identity.User(name, path, "arn:aws:iam::" + account.id() + ":user" + path + name, Ids.entityId("AIDA"),
                call.now(),
                Grants.NONE, call.parameters().tags("Tags"));
        synchronized (account) {
            if (account.users().putIfAbsent(name, user.with(Grants.NONE.bounded(access.boundary(call)))) != null) {
                throw IamErrors.exists("User", name);
            }
        }
        return Shapes.empty().set("User", Shapes.user(access.user(call)));
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
            if (!user.grants().isEmpty()) {
                throw IamErrors.conflict("Cannot delete entity, must detach all policies first.");
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
