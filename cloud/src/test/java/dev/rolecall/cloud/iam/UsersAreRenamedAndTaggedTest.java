package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;

import dev.rolecall.cloud.TestCloud;

class UsersAreRenamedAndTaggedTest {
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

    @Test
    void aUserUnderAnotherNameKeepsIdKeysPoliciesAndPassword() {
        AwsCredentials key = cloud.user("maiden", Optional.of(TestCloud.allow("iam:GetUser", "*")));
        User before = iam.getUser(request -> request.userName("maiden")).user();
        iam.createLoginProfile(request -> request.userName("maiden").password("correct horse 1 Battery"));
        iam.createUser(request -> request.userName("taken-name"));
        assertFails(409, "EntityAlreadyExists", () -> iam.updateUser(request -> request.userName("maiden").newUserName("Taken-Name")));

        iam.updateUser(request -> request.userName("maiden").newUserName("married").newPath("/couples/"));

        assertFails(404, "NoSuchEntity", () -> iam.getUser(request -> request.userName("maiden")));
        User after = iam.getUser(request -> request.userName("married")).user();
        assertThat(after.userId()).isEqualTo(before.userId());
        assertThat(after.arn()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/couples/married");
        try (StsClient sts = cloud.sts(key); IamClient own = cloud.iam(key)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(after.arn());
            assertThat(own.getUser().user().userName()).isEqualTo("married");
        }
        assertThat(iam.listAccessKeys(request -> request.userName("married")).accessKeyMetadata()).singleElement()
                .satisfies(found -> assertThat(found.userName()).isEqualTo("married"));
        assertThat(iam.getLoginProfile(request -> request.userName("married")).loginProfile().userName()).isEqualTo("married");
        iam.updateLoginProfile(request -> request.userName("married").passwordResetRequired(true));
        assertThat(iam.getLoginProfile(request -> request.userName("married")).loginProfile().passwordResetRequired()).isTrue();

        iam.updateUser(request -> request.userName("married").newUserName("Married"));
        assertThat(iam.getUser(request -> request.userName("married")).user().userName()).isEqualTo("Married");
        iam.deleteLoginProfile(request -> request.userName("Married"));
        iam.deleteAccessKey(request -> request.userName("Married").accessKeyId(key.accessKeyId()));
    }

    @Test
    void whoeverRenamesMayDoSoOnBothNames() {
        iam.createUser(request -> request.userName("from"));
        AwsCredentials half = cloud.user("half", Optional.of(TestCloud.allow("iam:UpdateUser", "arn:aws:iam::*:user/from")));
        try (IamClient delegated = cloud.iam(half)) {
            assertFails(403, "AccessDenied", "user/to", () -> delegated.updateUser(request -> request.userName("from").newUserName("to")));
        }
    }

    @Test
    void tagsArePutOnAndTakenOffWhateverTheCaseOfTheirKeys() {
        String policy = iam.createPolicy(request -> request.policyName("tagged").policyDocument(TestCloud.allow("s3:*", "*"))).policy()
                .arn();
        iam.createUser(request -> request.userName("tagged"));
        iam.createRole(request -> request.roleName("tagged").assumeRolePolicyDocument(TestCloud.trust()));
        iam.createInstanceProfile(request -> request.instanceProfileName("tagged"));
        Tag tag = Tag.builder().key("Team").value("red").build();
        Tag other = Tag.builder().key("team").value("blue").build();

        iam.tagUser(request -> request.userName("tagged").tags(tag));
        iam.tagUser(request -> request.userName("tagged").tags(other));
        assertThat(iam.getUser(request -> request.userName("tagged")).user().tags()).containsExactly(other);
        iam.untagUser(request -> request.userName("tagged").tagKeys("TEAM", "absent"));
        assertThat(iam.listUserTags(request -> request.userName("tagged")).tags()).isEmpty();
        iam.tagRole(request -> request.roleName("tagged").tags(tag));
        assertThat(iam.listRoleTags(request -> request.roleName("tagged")).tags()).containsExactly(tag);
        iam.untagRole(request -> request.roleName("tagged").tagKeys("Team"));
        iam.tagPolicy(request -> request.policyArn(policy).tags(tag));
        assertThat(iam.listPolicyTags(request -> request.policyArn(policy)).tags()).containsExactly(tag);
        iam.untagPolicy(request -> request.policyArn(policy).tagKeys("Team"));
        assertThat(iam.getPolicy(request -> request.policyArn(policy)).policy().tags()).isEmpty();
        iam.tagInstanceProfile(request -> request.instanceProfileName("tagged").tags(tag));
        assertThat(iam.listInstanceProfileTags(request -> request.instanceProfileName("tagged")).tags()).containsExactly(tag);
        iam.untagInstanceProfile(request -> request.instanceProfileName("tagged").tagKeys("Team"));
    }

    @Test
    void tagsThatAreNoneAreRefused() {
        iam.createUser(request -> request.userName("untaggable"));
        assertFails(400, "InvalidInput", "Duplicate tag keys found",
                () -> iam.tagUser(request -> request.userName("untaggable").tags(tag("a"), tag("A"))));
        assertFails(400, "InvalidInput", () -> iam.tagUser(request -> request.userName("untaggable").tags(tag("aws:mine"))));
        assertFails(400, "ValidationError", () -> iam.tagUser(request -> request.userName("untaggable").tags(tag("a;b"))));
        assertFails(400, "ValidationError", () -> iam.tagUser(request -> request.userName("untaggable").tags(tag("k".repeat(129)))));
        assertFails(400, "ValidationError",
                () -> iam.createUser(
                        request -> request.userName("crowded").tags(IntStream.range(0, 51).mapToObj(i -> tag("t" + i)).toList())));
        List<Tag> fifty = IntStream.range(0, 50).mapToObj(i -> tag("t" + i)).toList();
        iam.tagUser(request -> request.userName("untaggable").tags(fifty));
        assertFails(409, "LimitExceeded", () -> iam.tagUser(request -> request.userName("untaggable").tags(tag("one-more"))));
        iam.tagUser(request -> request.userName("untaggable").tags(tag("T0")));
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("value").build();
    }

    @Test
    void aRolesDescriptionAndLongestSessionChange() {
        iam.createRole(request -> request.roleName("changing").assumeRolePolicyDocument(TestCloud.trust()).description("before"));
        iam.updateRole(request -> request.roleName("changing").maxSessionDuration(7_200));
        Role role = iam.getRole(request -> request.roleName("changing")).role();
        assertThat(role.maxSessionDuration()).isEqualTo(7_200);
        assertThat(role.description()).isEqualTo("before");
        assertThat(iam.updateRoleDescription(request -> request.roleName("changing").description("after")).role().description())
                .isEqualTo("after");
        assertFails(400, "ValidationError", () -> iam.updateRole(request -> request.roleName("changing").maxSessionDuration(60)));
        String boundary = "arn:aws:iam::aws:policy/PowerUserAccess";
        iam.putRolePermissionsBoundary(request -> request.roleName("changing").permissionsBoundary(boundary));
        assertThat(iam.getRole(request -> request.roleName("changing")).role().permissionsBoundary().permissionsBoundaryArn())
                .isEqualTo(boundary);
        iam.deleteRolePermissionsBoundary(request -> request.roleName("changing"));
        assertFails(404, "NoSuchEntity", () -> iam.deleteRolePermissionsBoundary(request -> request.roleName("changing")));
    }
}
