package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.iam.PolicyKind;

/** Managed policies, each with one version. */
final class ManagedPolicies {
    private static final int LONGEST_NAME = 128;

    private final IamAccess access;

    ManagedPolicies(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(
                new Operation("CreatePolicy", call -> access.creates(call, "policy", "PolicyName", "iam:CreatePolicy"), this::create),
                new Operation("GetPolicy", call -> on(call, "iam:GetPolicy"), this::get),
                new Operation("GetPolicyVersion", call -> on(call, "iam:GetPolicyVersion"), this::getVersion),
                new Operation("ListPolicies", call -> access.listing(call, "iam:ListPolicies", "policy/"), this::list),
                new Operation("DeletePolicy", call -> on(call, "iam:DeletePolicy"), this::delete));
    }

    private static List<Permission> on(Invocation call, String action) {
        return List.of(Permission.of(action, call.parameters().required("PolicyArn")));
    }

    private ManagedPolicy policy(Invocation call) {
        String arn = call.parameters().required("PolicyArn");
        return Optional.ofNullable(access.account(call).policies().get(arn))
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "Policy " + arn + " was not found."));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "PolicyName", LONGEST_NAME);
        String path = Names.path(call.parameters());
        ManagedPolicy policy = new ManagedPolicy(name, path, "arn:aws:iam::" + account.id() + ":policy" + path + name, Ids.entityId("ANPA"),
                call.now(), call.parameters().optional("Description"),
                Documents.parse(call.parameters().required("PolicyDocument"), PolicyKind.IDENTITY), call.parameters().tags("Tags"));
        synchronized (account) {
            // The name must be free whatever the path and the case.
            if (account.policies().values().stream().anyMatch(other -> !isAws(other) && other.name().equalsIgnoreCase(name))) {
                throw new AwsException("EntityAlreadyExists", 409,
                        "A policy called " + name + " already exists. Duplicate names are not allowed.");
            }
            account.policies().put(policy.arn(), policy);
        }
        return Shapes.empty().set("Policy", Shapes.policy(policy, 0));
    }

    private static boolean isAws(ManagedPolicy policy) {
        return policy.arn().startsWith("arn:aws:iam::aws:");
    }

    private ObjectNode get(Invocation call) {
        ManagedPolicy policy = policy(call);
        return Shapes.empty().set("Policy", Shapes.policy(policy, attachments(access.account(call), policy.arn())));
    }

    private ObjectNode getVersion(Invocation call) {
        ManagedPolicy policy = policy(call);
        if (!call.parameters().required("VersionId").equals("v1")) {
            throw new AwsException("NoSuchEntity", 404,
                    "Policy " + policy.arn() + " version " + call.parameters().required("VersionId") + " does not exist.");
        }
        ObjectNode version = Shapes.empty().put("Document", Documents.encoded(policy.document())).put("VersionId", "v1")
                .put("IsDefaultVersion", true).put("CreateDate", Shapes.time(policy.created()));
        return Shapes.empty().set("PolicyVersion", version);
    }

    private ObjectNode list(Invocation call) {
        call.parameters().takesOnly("ListPolicies", "Marker", "MaxItems", "OnlyAttached", "PathPrefix", "Scope");
        Account account = access.account(call);
        String scope = call.parameters().optional("Scope").orElse("All");
        boolean attached = call.parameters().flag("OnlyAttached");
        List<ManagedPolicy> found = account.policies().values().stream()
                .filter(policy -> scope.equals("All") || scope.equals("AWS") == isAws(policy))
                .filter(policy -> policy.path().startsWith(Listing.pathPrefix(call)))
                .filter(policy -> !attached || attachments(account, policy.arn()) > 0).toList();
        return Listing.of(call, "Policies", found,
                policy -> Listing.brief(Shapes.policy(policy, attachments(account, policy.arn()))));
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            ManagedPolicy policy = policy(call);
            if (isAws(policy)) {
                throw new AwsException("AccessDenied", 403, "Policy " + policy.arn() + " is managed by AWS.");
            }
            boolean bounds = identities(account).anyMatch(grants -> grants.boundary().filter(policy.arn()::equals).isPresent());
            if (bounds || attachments(account, policy.arn()) > 0) {
                throw IamErrors.conflict("Cannot delete a policy attached to entities.");
            }
            account.policies().remove(policy.arn());
        }
        return Shapes.empty();
    }

    private static long attachments(Account account, String arn) {
        return identities(account).filter(grants -> grants.attached().contains(arn)).count();
    }

    private static Stream<Grants> identities(Account account) {
        return Stream.concat(account.roles().values().stream(), account.users().values().stream()).map(Identity::grants);
    }
}
