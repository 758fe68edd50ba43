package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** The policies of users and roles, inline and attached: the same operations for both, under their own names. */
final class IdentityPolicies {
    private static final int LONGEST_NAME = 128;

    private final IamAccess access;
    private final String kind;

    /** @param kind {@code Role} or {@code User}, as in {@code PutRolePolicy} and {@code PutUserPolicy} */
    IdentityPolicies(IamAccess access, String kind) {
        this.access = access;
        this.kind = kind;
    }

    List<Operation> operations() {
        return List.of(operation("Put%sPolicy", this::put), operation("Get%sPolicy", this::get), operation("Delete%sPolicy", this::delete),
                operation("List%sPolicies", this::list), operation("Attach%sPolicy", this::attach),
                operation("Detach%sPolicy", this::detach),
                operation("ListAttached%sPolicies", this::listAttached), operation("Put%sPermissionsBoundary", this::putBoundary),
                operation("Delete%sPermissionsBoundary", this::deleteBoundary));
    }

    private Operation operation(String pattern, Operation.Handler handler) {
        String name = pattern.formatted(kind);
        return new Operation(name, access.on(lower(), kind + "Name", "iam:" + name), handler);
    }

    private String lower() {
        return kind.equals("Role") ? "role" : "user";
    }

    private Identity identity(Invocation call) {
        Account account = access.account(call);
        String name = call.parameters().required(kind + "Name");
        Identity found = kind.equals("Role") ? account.roles().get(name) : account.users().get(name);
        return Optional.ofNullable(found).orElseThrow(() -> IamErrors.absent(lower(), name));
    }

    private ObjectNode change(Invocation call, Function<Identity, Grants> change) {
        Account account = access.account(call);
        synchronized (account) {
            Identity before = identity(call);
            switch (before.with(change.apply(before))) {
                case Identity.Role role -> account.roles().put(role.name(), role);
                case Identity.User user -> account.users().put(user.name(), user);
            }
        }
        return Shapes.empty();
    }

    private ObjectNode put(Invocation call) {
        String name = Names.name(call.parameters(), "PolicyName", LONGEST_NAME);
        PolicyDocument document = Documents.parse(call.parameters().required("PolicyDocument"), PolicyKind.IDENTITY);
        return change(call, identity -> identity.grants().withInline(name, document));
    }

    private ObjectNode get(Invocation call) {
        String name = call.parameters().required("PolicyName");
        Identity identity = identity(call);
        return Shapes.empty().put(kind + "Name", identity.name()).put("PolicyName", name).put("PolicyDocument",
                Documents.encoded(inline(identity, name)));
    }

    private PolicyDocument inline(Identity identity, String name) {
        return Optional.ofNullable(identity.grants().inline().get(name)).orElseThrow(
                () -> new AwsException("NoSuchEntity", 404, "The " + lower() + " policy with name " + name + " cannot be found."));
    }

    private ObjectNode delete(Invocation call) {
        String name = call.parameters().required("PolicyName");
        return change(call, identity -> {
            inline(identity, name);
            return identity.grants().withoutInline(name);
        });
    }

    private ObjectNode list(Invocation call) {
        return Listing.ofNames(call, "PolicyNames", identity(call).grants().inline().keySet());
    }

    private ObjectNode attach(Invocation call) {
        String arn = call.parameters().required("PolicyArn");
        return change(call, identity -> {
            if (!access.account(call).policies().containsKey(arn)) {
                throw new AwsException("NoSuchEntity", 404, "Policy " + arn + " does not exist or is not attachable.");
            }
            return identity.grants().attach(arn);
        });
    }

    private ObjectNode detach(Invocation call) {
        String arn = call.parameters().required("PolicyArn");
        return change(call, identity -> {
            if (!identity.grants().attached().contains(arn)) {
                throw new AwsException("NoSuchEntity", 404, "Policy " + arn + " was not found.");
            }
            return identity.grants().detach(arn);
        });
    }

    private ObjectNode listAttached(Invocation call) {
        return Listing.of(call, "AttachedPolicies", identity(call).grants().attached(),
                arn -> Shapes.empty().put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1)).put("PolicyArn", arn));
    }

    private ObjectNode putBoundary(Invocation call) {
        call.parameters().required("PermissionsBoundary");
        return change(call, identity -> identity.grants().bounded(access.boundary(call)));
    }

    private ObjectNode deleteBoundary(Invocation call) {
        return change(call, identity -> identity.grants().bounded(Optional.empty()));
    }
}
