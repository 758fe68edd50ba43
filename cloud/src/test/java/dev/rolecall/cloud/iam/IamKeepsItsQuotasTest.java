package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;

import dev.rolecall.cloud.TestCloud;

/** Numbers and words: reference_iam-quotas; names: the patterns of IAM's API. */
class IamKeepsItsQuotasTest {
    private static TestCloud cloud;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        iam = cloud.iam();
        iam.createUser(request -> request.userName("limited"));
        iam.createRole(request -> request.roleName("limited").assumeRolePolicyDocument(TestCloud.trust()));
        iam.createGroup(request -> request.groupName("limited"));
    }

    @AfterAll
    static void stop() {
        iam.close();
        cloud.close();
    }

    /** A policy of so many characters that count, and as many blanks that do not. */
    private static String sized(int size) {
        String empty = TestCloud.allow("s3:GetObject", "arn:aws:s3:::").replaceAll("\\s", "");
        return TestCloud.allow("s3:GetObject", "arn:aws:s3:::" + "x".repeat(size - empty.length())) + " ".repeat(size);
    }

    @Test
    void inlinePoliciesShareTheSizeOfTheirEntityAndBlanksAreFree() {
        iam.putUserPolicy(request -> request.userName("limited").policyName("a").policyDocument(sized(1_024)));
        iam.putUserPolicy(request -> request.userName("limited").policyName("b").policyDocument(sized(1_024)));
        assertFails(409, "LimitExceeded", "Maximum policy size of 2048 bytes exceeded for user limited",
                () -> iam.putUserPolicy(request -> request.userName("limited").policyName("b").policyDocument(sized(1_025))));
        iam.putRolePolicy(request -> request.roleName("limited").policyName("a").policyDocument(sized(10_240)));
        assertFails(409, "LimitExceeded", "10240",
                () -> iam.putRolePolicy(request -> request.roleName("limited").policyName("a").policyDocument(sized(10_241))));
        iam.putGroupPolicy(request -> request.groupName("limited").policyName("a").policyDocument(sized(5_120)));
        assertFails(409, "LimitExceeded", "5120",
                () -> iam.putGroupPolicy(request -> request.groupName("limited").policyName("b").policyDocument(sized(200))));
    }

    @Test
    void managedAndTrustPoliciesHaveTheirOwnSizes() {
        String arn = iam.createPolicy(request -> request.policyName("largest").policyDocument(sized(6_144))).policy().arn();
        assertFails(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144",
                () -> iam.createPolicy(request -> request.policyName("larger").policyDocument(sized(6_145))));
        assertFails(409, "LimitExceeded", "PolicySize",
                () -> iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(sized(6_145))));
        String trust = TestCloud.trust().replace("\"Action\"", "\"Sid\": \"" + "x".repeat(2_048) + "\", \"Action\"");
        assertFails(409, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048",
                () -> iam.createRole(request -> request.roleName("trusted").assumeRolePolicyDocument(trust)));
        assertFails(409, "LimitExceeded", () -> iam.updateAssumeRolePolicy(request -> request.roleName("limited").policyDocument(trust)));
    }

    @Test
    void tenManagedPoliciesAreAttachedAtMost() {
        iam.createRole(request -> request.roleName("crowded").assumeRolePolicyDocument(TestCloud.trust()));
        List<String> arns = iam.listPolicies(request -> request.maxItems(11)).policies().stream().map(policy -> policy.arn()).toList();
        arns.stream().limit(10).forEach(arn -> iam.attachRolePolicy(request -> request.roleName("crowded").policyArn(arn)));
        assertFails(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10",
                () -> iam.attachRolePolicy(request -> request.roleName("crowded").policyArn(arns.getLast())));
        iam.attachRolePolicy(request -> request.roleName("crowded").policyArn(arns.getFirst()));
    }

    @Test
    void anInactiveKeyCountsAsWell() {
        iam.createUser(request -> request.userName("keyed"));
        String key = iam.createAccessKey(request -> request.userName("keyed")).accessKey().accessKeyId();
        iam.createAccessKey(request -> request.userName("keyed"));
        iam.updateAccessKey(request -> request.userName("keyed").accessKeyId(key).status(StatusType.INACTIVE));
        assertFails(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2",
                () -> iam.createAccessKey(request -> request.userName("keyed")));
    }

    @Test
    void namesAndPathsAreRefusedInIamsWords() {
        assertFails(400, "ValidationError",
                "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
                () -> iam.createUser(request -> request.userName("no/name")));
        assertFails(400, "ValidationError", "'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
                () -> iam.createRole(request -> request.roleName("r".repeat(65)).assumeRolePolicyDocument(TestCloud.trust())));
        iam.createGroup(request -> request.groupName("g".repeat(128)));
        assertFails(400, "ValidationError", "less than or equal to 128",
                () -> iam.createGroup(request -> request.groupName("g".repeat(129))));
        assertFails(400, "ValidationError", "The specified value for path is invalid",
                () -> iam.createUser(request -> request.userName("pathless").path("no-slashes")));
        assertFails(400, "ValidationError", "'path' failed to satisfy constraint: Member must have length less than or equal to 512",
                () -> iam.createUser(request -> request.userName("far").path("/" + "p".repeat(512) + "/")));
        assertFails(400, "ValidationError", () -> iam.listUsers(request -> request.pathPrefix("people")));
        assertFails(400, "MalformedPolicyDocument", () -> iam.putUserPolicy(request -> request.userName("limited").policyName("snow")
                .policyDocument(TestCloud.allow("s3:GetObject", "arn:aws:s3:::☃"))));
        assertFails(400, "InvalidAction", () -> iam.createServiceLinkedRole(request -> request.awsServiceName("ec2.amazonaws.com")));
    }
}
