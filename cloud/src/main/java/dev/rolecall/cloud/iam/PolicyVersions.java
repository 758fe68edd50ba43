package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.cloud.identity.PolicyVersion;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicyQuota;

/**
 * The versions of managed policies. Of AWS's own policies only the default version is known here.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning IAM policies</a>
 */
final class PolicyVersions {
    private static final Pattern ID = Pattern.compile("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");

    private final IamAccess access;

    PolicyVersions(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreatePolicyVersion", this::create), access.operation("GetPolicyVersion", this::get),
                access.operation("ListPolicyVersions", this::list), access.operation("SetDefaultPolicyVersion", this::setDefault),
                access.operation("DeletePolicyVersion", this::delete));
    }

    /** AWS's own policies are AWS's to change, whatever the caller's policies say. AWS does not document the words. */
    static ManagedPolicy ofCustomer(Invocation call, ManagedPolicy policy, String action) {
        if (policy.isAws()) {
            throw new AwsException("AccessDenied", 403, "User: " + call.caller().name() + " is not authorized to perform: " + action
                    + " on resource: policy " + policy.arn());
        }
        return policy;
    }

    private ObjectNode create(Invocation call) {
        PolicyDocument document = Documents.of(call.parameters(), "PolicyDocument", PolicyKind.IDENTITY);
        ManagedPolicy changed = change(call, "iam:CreatePolicyVersion", policy -> {
            Quotas.requireSize(PolicyQuota.MANAGED_POLICY, "", List.of(document));
            if (policy.versions().size() >= Quotas.VERSIONS_PER_POLICY) {
                throw IamErrors.limit("A managed policy can have up to " + Quotas.VERSIONS_PER_POLICY
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            return policy.revised(document, call.parameters().flag("SetAsDefault"), call.now());
        });
        return Shapes.empty().set("PolicyVersion", Shapes.version(changed, changed.versions().getFirst()));
    }

    private ObjectNode get(Invocation call) {
        ManagedPolicy policy = access.policy(call);
        PolicyVersion version = version(call, policy);
        return Shapes.empty().set("PolicyVersion",
                Shapes.version(policy, version).put("Document", Documents.encoded(version.document())));
    }

    private ObjectNode list(Invocation call) {
        ManagedPolicy policy = access.policy(call);
        return Listing.of(call, "Versions", policy.versions(), version -> Shapes.version(policy, version));
    }

    private ObjectNode setDefault(Invocation call) {
        change(call, "iam:SetDefaultPolicyVersion", policy -> policy.using(version(call, policy)));
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        change(call, "iam:DeletePolicyVersion", policy -> {
            PolicyVersion version = version(call, policy);
            if (version.id().equals(policy.defaultVersion())) {
                throw IamErrors.conflict("Cannot delete the default version of a policy.");
            }
            return policy.without(version);
        });
        return Shapes.empty();
    }

    private ManagedPolicy change(Invocation call, String action, UnaryOperator<ManagedPolicy> change) {
        Account account = access.account(call);
        synchronized (account) {
            ManagedPolicy changed = change.apply(ofCustomer(call, access.policy(call), action));
            account.policies().put(changed.arn(), changed);
            return changed;
        }
    }

    private static PolicyVersion version(Invocation call, ManagedPolicy policy) {
        String id = call.parameters().required("VersionId");
        if (!ID.matcher(id).matches()) {
            throw AwsException.validation("1 validation error detected: Value '" + id
                    + "' at 'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: " + ID.pattern());
        }
        return policy.version(id).orElseThrow(() -> new AwsException("NoSuchEntity", 404,
                "Policy " + policy.arn() + " version " + id + " does not exist or is not attachable."));
    }
}
