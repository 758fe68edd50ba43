package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.TestCloud;

class ManagedPoliciesHaveVersionsTest {
    private static final String LIST = TestCloud.allow("s3:ListAllMyBuckets", "*");
    private static final String OTHER = TestCloud.allow("s3:GetObject", "*");
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    private static TestCloud cloud;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        iam = cloud.iam();
    }

    @AfterAll
    static void stop() {
        iam.close();
        cloud.close();
    }

    private static String policy(String name, String document) {
        return iam.createPolicy(request -> request.policyName(name).policyDocument(document)).policy().arn();
    }

    @Test
    void theDefaultVersionIsTheOneInForce() {
        String arn = policy("in-force", OTHER);
        AwsCredentials user = cloud.user("forced", Optional.empty());
        iam.attachUserPolicy(request -> request.userName("forced").policyArn(arn));
        try (S3Client s3 = cloud.s3(user)) {
            iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(LIST));
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
            iam.setDefaultPolicyVersion(request -> request.policyArn(arn).versionId("v2"));
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            PolicyVersion third = iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(OTHER).setAsDefault(true))
                    .policyVersion();
            assertThat(third.versionId()).isEqualTo("v3");
            assertThat(third.isDefaultVersion()).isTrue();
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
        }
        assertThat(iam.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId()).isEqualTo("v3");
        assertThat(URLDecoder.decode(iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v2")).policyVersion().document(),
                StandardCharsets.UTF_8)).isEqualTo(LIST);
    }

    @Test
    void aPolicyHasFiveVersionsAndNoNumberIsGivenTwice() {
        String arn = policy("five", OTHER);
        for (int i = 2; i <= 5; i++) {
            iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(OTHER));
        }
        assertFails(409, "LimitExceeded", "up to 5 versions",
                () -> iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(OTHER)));
        assertFails(409, "DeleteConflict", "default version",
                () -> iam.deletePolicyVersion(request -> request.policyArn(arn).versionId("v1")));
        iam.deletePolicyVersion(request -> request.policyArn(arn).versionId("v5"));
        assertThat(iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(OTHER)).policyVersion().versionId())
                .isEqualTo("v6");
        assertThat(iam.listPolicyVersionsPaginator(request -> request.policyArn(arn).maxItems(2)).versions().stream()
                .map(PolicyVersion::versionId)).containsExactly("v6", "v4", "v3", "v2", "v1");
        assertFails(404, "NoSuchEntity", () -> iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v5")));
        assertFails(400, "ValidationError", () -> iam.getPolicyVersion(request -> request.policyArn(arn).versionId("5")));
    }

    @Test
    void aPolicyGoesWhenNobodyHasItAndItsOtherVersionsAreGone() {
        String arn = policy("going", OTHER);
        iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(OTHER));
        assertFails(409, "DeleteConflict", "more than one version", () -> iam.deletePolicy(request -> request.policyArn(arn)));
        iam.deletePolicyVersion(request -> request.policyArn(arn).versionId("v2"));
        iam.deletePolicy(request -> request.policyArn(arn));
        assertFails(404, "NoSuchEntity", () -> iam.getPolicy(request -> request.policyArn(arn)));
    }

    @Test
    void whoHasAPolicyIsListedByKindAndPurpose() {
        String arn = policy("shared", OTHER);
        cloud.role("sharing-role", OTHER);
        iam.createGroup(request -> request.groupName("sharing-group"));
        iam.createUser(request -> request.userName("sharing-user").path("/people/"));
        iam.attachRolePolicy(request -> request.roleName("sharing-role").policyArn(arn));
        iam.attachGroupPolicy(request -> request.groupName("sharing-group").policyArn(arn));
        iam.putUserPermissionsBoundary(request -> request.userName("sharing-user").permissionsBoundary(arn));

        Policy policy = iam.getPolicy(request -> request.policyArn(arn)).policy();
        assertThat(policy.attachmentCount()).isEqualTo(2);
        assertThat(policy.permissionsBoundaryUsageCount()).isEqualTo(1);
        ListEntitiesForPolicyResponse all = iam.listEntitiesForPolicy(request -> request.policyArn(arn));
        assertThat(all.policyRoles()).singleElement().satisfies(role -> assertThat(role.roleId()).startsWith("AROA"));
        assertThat(all.policyGroups()).singleElement().satisfies(group -> assertThat(group.groupName()).isEqualTo("sharing-group"));
        assertThat(all.policyUsers()).singleElement().satisfies(user -> assertThat(user.userName()).isEqualTo("sharing-user"));
        ListEntitiesForPolicyResponse roles = iam.listEntitiesForPolicy(request -> request.policyArn(arn).entityFilter(EntityType.ROLE));
        assertThat(roles.policyRoles()).hasSize(1);
        assertThat(roles.policyGroups()).isEmpty();
        assertThat(iam.listEntitiesForPolicy(
                request -> request.policyArn(arn).policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY)).policyUsers()).isEmpty();
        assertThat(iam.listEntitiesForPolicy(request -> request.policyArn(arn).pathPrefix("/people/")).policyRoles()).isEmpty();
        assertThat(iam.listEntitiesForPolicyPaginator(request -> request.policyArn(arn).maxItems(1)).stream()).hasSize(3);

        String unused = policy("unused", OTHER);
        assertThat(arns(iam.listPolicies(request -> request.scope(PolicyScopeType.LOCAL).onlyAttached(true)).policies())).contains(arn)
                .doesNotContain(unused);
        assertThat(arns(iam.listPolicies(request -> request.policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY)).policies()))
                .containsExactly(arn);
    }

    private static List<String> arns(List<Policy> policies) {
        return policies.stream().map(Policy::arn).toList();
    }

    @Test
    void awsOwnsItsPolicies() {
        Policy policy = iam.getPolicy(request -> request.policyArn("arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3")).policy();
        assertThat(policy.defaultVersionId()).isEqualTo("v3");
        assertThat(policy.createDate()).isEqualTo("2024-08-21T17:36:49Z");
        assertThat(policy.updateDate()).isEqualTo("2026-03-16T16:27:14Z");
        assertThat(policy.policyId()).startsWith("ANPA").hasSize(21);
        assertThat(iam.listPolicyVersions(request -> request.policyArn(ADMINISTRATOR)).versions()).hasSize(1);
        assertFails(403, "AccessDenied", "iam:CreatePolicyVersion on resource: policy " + ADMINISTRATOR,
                () -> iam.createPolicyVersion(request -> request.policyArn(ADMINISTRATOR).policyDocument(OTHER)));
        assertFails(403, "AccessDenied", () -> iam.deletePolicy(request -> request.policyArn(ADMINISTRATOR)));
        assertFails(403, "AccessDenied",
                () -> iam.tagPolicy(request -> request.policyArn(ADMINISTRATOR).tags(Tag.builder().key("mine").value("yes").build())));
        assertThat(iam.listPolicies(request -> request.scope(PolicyScopeType.AWS).pathPrefix("/service-role/")).policies())
                .extracting(Policy::policyName).contains("AWSLambdaBasicExecutionRole").doesNotContain("AdministratorAccess");
        assertThat(iam.listPoliciesPaginator(request -> request.scope(PolicyScopeType.AWS).maxItems(10)).policies().stream())
                .hasSizeGreaterThan(30);
    }
}
