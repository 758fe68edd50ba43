package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.InstanceProfile;
import dev.rolecall.cloud.identity.ManagedPolicy;

/**
 * Tags put on and taken off, the same for every kind of resource under its own name.
 *
 * @param kind  as in {@code TagUser}
 * @param tags  those of the resource that a call names
 * @param write gives them other ones; the account's monitor is held
 */
record TagOperations(IamAccess access, String kind, Function<Invocation, Map<String, String>> tags, Writer write) {

    /** Changes the tags of the resource that a call names. */
    @FunctionalInterface
    interface Writer {
        void write(Invocation call, Map<String, String> tags);
    }

    static List<TagOperations> ofAll(IamAccess access) {
        return List.of(new TagOperations(access, "User", call -> user(access, call).tags(), (call, tags) -> {
            Identity.User user = user(access, call).tagged(tags);
            access.account(call).users().put(user.name(), user);
        }), new TagOperations(access, "Role", call -> access.role(call).tags(), (call, tags) -> {
            Identity.Role role = access.role(call).tagged(tags);
            access.account(call).roles().put(role.name(), role);
        }), new TagOperations(access, "InstanceProfile", call -> access.profile(call).tags(), (call, tags) -> {
            InstanceProfile profile = access.profile(call).tagged(tags);
            access.account(call).instanceProfiles().put(profile.name(), profile);
        }), new TagOperations(access, "Policy", call -> access.policy(call).tags(), (call, tags) -> {
            ManagedPolicy policy = PolicyVersions.ofCustomer(call, access.policy(call), "iam:TagPolicy").tagged(tags);
            access.account(call).policies().put(policy.arn(), policy);
        }));
    }

    /** Here a user has to be named, also by itself. */
    private static Identity.User user(IamAccess access, Invocation call) {
        call.parameters().required("UserName");
        return access.user(call);
    }

    List<Operation> operations() {
        return List.of(access.operation("Tag" + kind, call -> {
            Map<String, String> more = Tags.of(call);
            if (more.isEmpty()) {
                throw AwsException.validation("The parameter Tags is required.");
            }
            return change(call, before -> Tags.added(before, more));
        }), access.operation("Untag" + kind, call -> change(call, before -> Tags.removed(before, call.parameters().strings("TagKeys")))),
                access.operation("List" + kind + "Tags", call -> Listing.ofTags(call, tags.apply(call))));
    }

    private ObjectNode change(Invocation call, UnaryOperator<Map<String, String>> change) {
        Account account = access.account(call);
        synchronized (account) {
            write.write(call, change.apply(tags.apply(call)));
        }
        return Shapes.empty();
    }
}
