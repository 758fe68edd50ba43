package dev.rolecall.cloud.iam;

import java.util.Collection;
import java.util.Map;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyQuota;

/**
 * IAM's quotas of numbers and names, those that can be raised at their defaults; sizes of policies are {@link PolicyQuota}'s.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</a>
 */
final class Quotas {
    static final int USERS = 5_000;
    static final int GROUPS = 300;
    static final int ROLES = 1_000;
    static final int POLICIES = 1_500;
    static final int INSTANCE_PROFILES = 1_000;
    static final int GROUPS_PER_USER = 10;
    /** Inactive ones count. */
    static final int ACCESS_KEYS_PER_USER = 2;
    static final int ATTACHED_POLICIES = 10;
    static final int VERSIONS_PER_POLICY = 5;
    /** Of all managed policies of an account together; the number is the one that GetAccountSummary shows in its example. */
    static final int VERSIONS = 10_000;
    static final int ROLES_PER_INSTANCE_PROFILE = 1;
    static final int TAGS = 50;
    static final int SIGNING_CERTIFICATES_PER_USER = 2;
    static final int SERVER_CERTIFICATES = 20;
    static final int USER_NAME = 64;
    static final int ROLE_NAME = 64;
    static final int OTHER_NAME = 128;
    static final int PATH = 512;

    private Quotas() {}

    /** As GetAccountSummary names them. */
    static Map<String, Integer> summary() {
        return Map.ofEntries(Map.entry("UsersQuota", USERS), Map.entry("GroupsQuota", GROUPS), Map.entry("RolesQuota", ROLES),
                Map.entry("PoliciesQuota", POLICIES), Map.entry("InstanceProfilesQuota", INSTANCE_PROFILES),
                Map.entry("GroupsPerUserQuota", GROUPS_PER_USER), Map.entry("AccessKeysPerUserQuota", ACCESS_KEYS_PER_USER),
                Map.entry("AttachedPoliciesPerUserQuota", ATTACHED_POLICIES), Map.entry("AttachedPoliciesPerGroupQuota", ATTACHED_POLICIES),
                Map.entry("AttachedPoliciesPerRoleQuota", ATTACHED_POLICIES), Map.entry("VersionsPerPolicyQuota", VERSIONS_PER_POLICY),
                Map.entry("PolicyVersionsInUseQuota", VERSIONS), Map.entry("UserPolicySizeQuota", PolicyQuota.USER_INLINE_POLICIES.limit()),
                Map.entry("GroupPolicySizeQuota", PolicyQuota.GROUP_INLINE_POLICIES.limit()),
                Map.entry("RolePolicySizeQuota", PolicyQuota.ROLE_INLINE_POLICIES.limit()),
                Map.entry("PolicySizeQuota", PolicyQuota.MANAGED_POLICY.limit()),
                Map.entry("AssumeRolePolicySizeQuota", PolicyQuota.TRUST_POLICY.limit()),
                Map.entry("SigningCertificatesPerUserQuota", SIGNING_CERTIFICATES_PER_USER),
                Map.entry("ServerCertificatesQuota", SERVER_CERTIFICATES));
    }

    /**
     * Refuses one more.
     *
     * @param name    as IAM's message calls the quota
     * @param present how many there are already
     */
    static void requireRoom(String name, long present, int quota) {
        if (present >= quota) {
            throw IamErrors.limit("Cannot exceed quota for " + name + ": " + quota);
        }
    }

    /**
     * Refuses documents that are too large together.
     *
     * @param owner of inline policies
     */
    static void requireSize(PolicyQuota quota, String owner, Collection<PolicyDocument> documents) {
        if (quota.isExceededBy(documents.stream().map(PolicyDocument::json).toList())) {
            throw IamErrors.limit(quota.refusal(owner));
        }
    }

    /** Refuses a text that is longer than IAM's API says; the message repeats it, so it must not be a secret. */
    static String atMost(String member, String value, int longest) {
        if (value.length() > longest) {
            throw AwsException.validation("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + longest);
        }
        return value;
    }
}
