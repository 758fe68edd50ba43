package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import dev.rolecall.iam.PolicyQuota;

/**
 * The policies of users, groups and roles, inline and attached: the same operations for all, under their own names. Groups have no
 * permissions boundary.
 */
final class IdentityPolicies {
    private final IamAccess access;
    private final Kind kind;

    /** Whose policies. */
    enum Kind {
        ROLE("Role", PolicyQuota.ROLE_INLINE_POLICIES), USER("User", PolicyQuota.USER_INLINE_POLICIES), GROUP("Group",
                PolicyQuota.GROUP_INLINE_POLICIES);

        private final String text;
        private final PolicyQuota quota;

        /**
         * A kind.
         *
         * @param text  as in {@code PutRolePolicy} and {@code RoleName}
         * @param quota of all inline policies together
         */
        Kind(String text, PolicyQuota quota) {
            this.text = text;
            this.quota = quota;
        }
    }

    IdentityPolicies(IamAccess access, Kind kind) {
        this.access = access;
        this.kind = kind;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(List.of(operation("Put%sPolicy", this::put), operation("Get%sPolicy", this::get),
                operation("Delete%sPolicy", this::delete), operation("List%sPolicies", this::list),
                operation("Attach%sPolicy", this::attach),
                operation("Detach%sPolicy", this::detach), operation("ListAttached%sPolicies", this::listAttached)));
        if (kind != Kind.GROUP) {
            operations.add(operation("Put%sPermissionsBoundary", this::putBoundary));
            operations.add(operation("Delete%sPermissionsBoundary", this::deleteBoundary));
        }
        return List.copyOf(operations);
    }

    private Operation operation(String pattern, Operation.Handler handler) {
        return access.operation(pattern.formatted(kind.text), handler);
    }

    private String lower() {
        return kind.text.toLowerCase(Locale.ROOT);
    }

    private Identity identity(Invocation call) {
        // Here a user has to be named, also by itself.
        call.parameters().required(kind.text + "Name");
        return switch (kind) {
            case ROLE -> access.role(call);
            case USER -> access.user(call);
            case GROUP -> access.group(call);
        };
    }

    private ObjectNode change(Invocation call, Function<Identity, Grants> change) {
        Account account = access.account(call);
        synchronized (account) {
            Identity before = identity(call);
            switch (before.with(change.apply(before))) {
                case Identity.Role role -> account.roles().put(role.name(), role);
                case Identity.User user -> account.users().put(user.name(), user);
                case Identity.Group group -> account.groups().put(group.name(), group);
            }
        }
        return Shapes.empty();
    }

    private ObjectNode put(Invocation call) {
        String name = Names.name(call.parameters(), "PolicyName", Quotas.OTHER_NAME);
        PolicyDocument document = Documents.of(call.parameters(), "PolicyDocument", PolicyKind.IDENTITY);
        return change(call, identity -> {
            Grants grants = identity.grants().withInline(name, document);
            Quotas.requireSize(kind.quota, identity.name(), grants.inline().values());
            return grants;
        });
    }

    private ObjectNode get(Invocation call) {
        String name = call.parameters().required("PolicyName");
        Identity identity = identity(call);
        return Shapes.empty().put(kind.text + "Name", identity.name()).put("PolicyName", name).put("PolicyDocument",
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
            IamAccess.requireAttachable(access.account(call), arn);
            Grants grants = identity.grants();
            if (!grants.attached().contains(arn)) {
                Quotas.requireRoom("PoliciesPer" + kind.text, grants.attached().size(), Quotas.ATTACHED_POLICIES);
            }
            return grants.attach(arn);
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
        String prefix = Listing.pathPrefix(call);
        return Listing.of(call, "AttachedPolicies",
                identity(call).grants().attached().stream()
                        .filter(arn -> access.account(call).managedPolicy(arn).filter(policy -> policy.path().startsWith(prefix))
                                .isPresent())
                        .toList(),
                Shapes::attached);
    }

    private ObjectNode putBoundary(Invocation call) {
        call.parameters().required("PermissionsBoundary");
        return change(call, identity -> identity.grants().bounded(access.boundary(call)));
    }

    private ObjectNode deleteBoundary(Invocation call) {
        return change(call, identity -> {
            if (identity.grants().boundary().isEmpty()) {
                throw new AwsException("NoSuchEntity", 404,
                        "The " + lower() + " with name " + identity.name() + " does not have a permissions boundary.");
            }
            return identity.grants().bounded(Optional.empty());
        });
    }
}
