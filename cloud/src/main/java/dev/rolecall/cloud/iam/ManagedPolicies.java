package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicyQuota;

/** Managed policies; what concerns their versions is in {@link PolicyVersions}. */
final class ManagedPolicies {
    private final IamAccess access;

    ManagedPolicies(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreatePolicy", this::create), access.operation("GetPolicy", this::get),
                access.operation("ListPolicies", this::list), access.operation("ListEntitiesForPolicy", this::entities),
                access.operation("DeletePolicy", this::delete));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        String name = Names.name(call.parameters(), "PolicyName", Quotas.OTHER_NAME);
        String path = Names.policyPath(call.parameters());
        PolicyDocument document = Documents.of(call.parameters(), "PolicyDocument", PolicyKind.IDENTITY);
        Quotas.requireSize(PolicyQuota.MANAGED_POLICY, "", List.of(document));
        ManagedPolicy policy = ManagedPolicy.first(name, path, "arn:aws:iam::" + account.id() + ":policy" + path + name, call.now(),
                Names.description(call.parameters()), document, Tags.of(call));
        synchronized (account) {
            // The name must be free whatever the path and the case.
            if (account.policies().values().stream().anyMatch(other -> other.name().equalsIgnoreCase(name))) {
                throw new AwsException("EntityAlreadyExists", 409,
                        "A policy called " + name + " already exists. Duplicate names are not allowed.");
            }
            Quotas.requireRoom("PoliciesPerAccount", account.policies().size(), Quotas.POLICIES);
            account.policies().put(policy.arn(), policy);
        }
        return Shapes.empty().set("Policy", Shapes.policy(policy, new PolicyUse(account)));
    }

    private ObjectNode get(Invocation call) {
        return Shapes.empty().set("Policy", Shapes.policy(access.policy(call), new PolicyUse(access.account(call))));
    }

    private ObjectNode entities(Invocation call) {
        return new PolicyUse(access.account(call)).entities(call, access.policy(call).arn());
    }

    private ObjectNode list(Invocation call) {
        Account account = access.account(call);
        PolicyUse use = new PolicyUse(account);
        String scope = call.parameters().optional("Scope").orElse("All");
        if (!List.of("All", "AWS", "Local").contains(scope)) {
            throw AwsException.validation("1 validation error detected: Value '" + scope
                    + "' at 'scope' failed to satisfy constraint: Member must satisfy enum value set: [All, AWS, Local]");
        }
        String prefix = Listing.pathPrefix(call);
        boolean attached = call.parameters().flag("OnlyAttached");
        Optional<PolicyUse.Purpose> purpose = PolicyUse.Purpose.of(call);
        List<ManagedPolicy> found = account.managedPolicies()
                .filter(policy -> scope.equals("All") || scope.equals("AWS") == policy.isAws())
                .filter(policy -> policy.path().startsWith(prefix))
                .filter(policy -> !attached || use.attachments(policy.arn()) > 0)
                .filter(policy -> purpose.map(wanted -> serves(use, policy, wanted)).orElse(true)).toList();
        return Listing.of(call, "Policies", found, policy -> brief(policy, use));
    }

    private static JsonNode brief(ManagedPolicy policy, PolicyUse use) {
        ObjectNode shape = Shapes.policy(policy, use);
        shape.remove("Description");
        return Listing.brief(shape);
    }

    /** A policy that nobody uses is one for permissions: AWS does not say, and nothing else is left for it. */
    private static boolean serves(PolicyUse use, ManagedPolicy policy, PolicyUse.Purpose purpose) {
        boolean bounds = use.boundaries(policy.arn()) > 0;
        return purpose == PolicyUse.Purpose.BOUNDARY ? bounds : !bounds || use.attachments(policy.arn()) > 0;
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            ManagedPolicy policy = PolicyVersions.ofCustomer(call, access.policy(call), "iam:DeletePolicy");
            PolicyUse use = new PolicyUse(account);
            if (use.attachments(policy.arn()) + use.boundaries(policy.arn()) > 0) {
                throw IamErrors.conflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw IamErrors.conflict("This policy has more than one version. Before you delete a policy, you must delete the policy's "
                        + "versions. The default version is deleted with the policy.");
            }
            account.policies().remove(policy.arn());
        }
        return Shapes.empty();
    }
}
