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
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.TestCloud;

class IdentitiesAreManagedTest {
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
    void aUserHasTwoKeysAtMostWhateverTheCaseItsNameIsWrittenIn() {
        iam.createUser(request -> request.userName("TwoKeys"));
        String key = iam.createAccessKey(request -> request.userName("TwoKeys")).accessKey().accessKeyId();
        iam.createAccessKey(request -> request.userName("twokeys"));
        assertFails(409, "LimitExceeded", () -> iam.createAccessKey(request -> request.userName("TWOKEYS")));
        assertThat(iam.listAccessKeys(request -> request.userName("TwoKeys")).accessKeyMetadata()).hasSize(2)
                .allSatisfy(found -> assertThat(found.userName()).isEqualTo("TwoKeys"));
        assertFails(409, "DeleteConflict", () -> iam.deleteUser(request -> request.userName("twokeys")));
        iam.deleteAccessKey(request -> request.userName("TwoKeys").accessKeyId(key));
        assertFails(404, "NoSuchEntity", () -> iam.deleteAccessKey(request -> request.userName("TwoKeys").accessKeyId(key)));
    }

    @Test
    void aProfileHoldsOneRole() {
        cloud.role("first", TestCloud.allow("*", "*"));
        cloud.role("second", TestCloud.allow("*", "*"));
        iam.createInstanceProfile(request -> request.instanceProfileName("profile"));
        iam.addRoleToInstanceProfile(request -> request.instanceProfileName("profile").roleName("first"));
        assertFails(409, "LimitExceeded",
                () -> iam.addRoleToInstanceProfile(request -> request.instanceProfileName("profile").roleName("second")));
        assertFails(409, "DeleteConflict", () -> iam.deleteInstanceProfile(request -> request.instanceProfileName("profile")));
        iam.deleteRolePolicy(request -> request.roleName("first").policyName("inline"));
        assertFails(409, "DeleteConflict", () -> iam.deleteRole(request -> request.roleName("first")));
        iam.removeRoleFromInstanceProfile(request -> request.instanceProfileName("profile").roleName("first"));
        iam.deleteRole(request -> request.roleName("first"));
        assertThat(iam.getInstanceProfile(request -> request.instanceProfileName("profile")).instanceProfile().roles()).isEmpty();
    }

    @Test
    void namesAreTakenOnceWhateverTheirCase() {
        iam.createUser(request -> request.userName("taken"));
        assertFails(409, "EntityAlreadyExists", () -> iam.createUser(request -> request.userName("TAKEN")));
        cloud.role("taken-role", TestCloud.allow("*", "*"));
        assertFails(409, "EntityAlreadyExists",
                () -> iam.createRole(request -> request.roleName("Taken-Role").assumeRolePolicyDocument(TestCloud.trust())));
        iam.createPolicy(request -> request.policyName("taken-policy").policyDocument(TestCloud.allow("s3:*", "*")));
        assertFails(409, "EntityAlreadyExists", () -> iam
                .createPolicy(request -> request.policyName("taken-policy").path("/other/").policyDocument(TestCloud.allow("s3:*", "*"))));
    }

    @Test
    void whatDoesNotExistIsSaidToBeAbsent() {
        assertFails(404, "NoSuchEntity", () -> iam.getUser(request -> request.userName("absent")));
        assertFails(404, "NoSuchEntity", () -> iam.getRole(request -> request.roleName("absent")));
        assertFails(404, "NoSuchEntity", () -> iam.createAccessKey(request -> request.userName("absent")));
        assertFails(404, "NoSuchEntity", () -> iam.getInstanceProfile(request -> request.instanceProfileName("absent")));
        assertFails(404, "NoSuchEntity",
                () -> iam.createUser(request -> request.userName("bounded").permissionsBoundary("arn:aws:iam::aws:policy/NoSuchPolicy")));
        assertFails(404, "NoSuchEntity", () -> iam.getUser(request -> request.userName("bounded")));
    }

    @Test
    void aPolicyThatIsNoneIsRefused() {
        iam.createUser(request -> request.userName("malformed"));
        for (String document : new String[]{"{}", "no json", "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Maybe\"}]}"}) {
            assertFails(400, "MalformedPolicyDocument",
                    () -> iam.putUserPolicy(request -> request.userName("malformed").policyName("p").policyDocument(document)));
        }
        assertFails(400, "MalformedPolicyDocument",
                () -> iam.createRole(
                        request -> request.roleName("malformed").assumeRolePolicyDocument(TestCloud.allow("sts:AssumeRole", "*"))));
    }

    @Test
    void aPolicyComesBackAsItWasWritten() {
        String document = TestCloud.allow("s3:Get*", "arn:aws:s3:::a+b/~c d*");
        iam.createUser(request -> request.userName("documented"));
        iam.putUserPolicy(request -> request.userName("documented").policyName("p").policyDocument(document));
        String encoded = iam.getUserPolicy(request -> request.userName("documented").policyName("p")).policyDocument();
        assertThat(encoded).doesNotContain("+").doesNotContain(" ");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(document);
    }

    @Test
    void aManagedPolicyInUseIsNotDeletedAndAnAttachedOneHolds() {
        String arn = iam.createPolicy(request -> request.policyName("lists").policyDocument(TestCloud.allow("s3:ListAllMyBuckets", "*")))
                .policy()
                .arn();
        AwsCredentials user = cloud.user("attached", Optional.empty());
        try (S3Client s3 = cloud.s3(user)) {
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
            iam.attachUserPolicy(request -> request.userName("attached").policyArn(arn));
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            assertFails(409, "DeleteConflict", () -> iam.deletePolicy(request -> request.policyArn(arn)));
            iam.detachUserPolicy(request -> request.userName("attached").policyArn(arn));
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
        }
        iam.deletePolicy(request -> request.policyArn(arn));
        assertFails(404, "NoSuchEntity", () -> iam.attachUserPolicy(request -> request.userName("attached").policyArn(arn)));
    }

    @Test
    void aBoundaryLimitsAndCannotBeDeletedWhileItDoes() {
        String arn = iam.createPolicy(request -> request.policyName("boundary").policyDocument(TestCloud.allow("iam:*", "*"))).policy()
                .arn();
        AwsCredentials user = cloud.user("limited", Optional.of(TestCloud.allow("*", "*")));
        iam.putUserPermissionsBoundary(request -> request.userName("limited").permissionsBoundary(arn));
        assertFails(409, "DeleteConflict", () -> iam.deletePolicy(request -> request.policyArn(arn)));
        try (S3Client s3 = cloud.s3(user)) {
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class).hasMessageContaining("no permissions boundary allows");
            iam.deleteUserPermissionsBoundary(request -> request.userName("limited"));
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
        }
    }

    @Test
    void aUserWhoIsMadeAgainInheritsNothing() {
        AwsCredentials before = cloud.user("phoenix", Optional.of(TestCloud.allow("*", "*")));
        iam.deleteAccessKey(request -> request.userName("phoenix").accessKeyId(before.accessKeyId()));
        iam.deleteUserPolicy(request -> request.userName("phoenix").policyName("inline"));
        String oldId = iam.getUser(request -> request.userName("phoenix")).user().userId();
        iam.deleteUser(request -> request.userName("phoenix"));
        cloud.user("phoenix", Optional.of(TestCloud.allow("*", "*")));
        assertThat(iam.getUser(request -> request.userName("phoenix")).user().userId()).startsWith("AIDA").isNotEqualTo(oldId);
        try (IamClient old = cloud.iam(before)) {
            assertFails(403, "InvalidClientTokenId", old::listUsers);
        }
    }

    @Test
    void creatingAUserWithoutTheRightBoundaryCanBeForbidden() {
        String boundary = iam.createPolicy(request -> request.policyName("required").policyDocument(TestCloud.allow("s3:*", "*"))).policy()
                .arn();
        AwsCredentials delegate = cloud.user("delegate", Optional.of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:CreateUser", "iam:PutUserPolicy"], "Resource": "*",
                 "Condition": {"StringEquals": {"iam:PermissionsBoundary": "%s"}}}]}""".formatted(boundary)));
        try (IamClient delegated = cloud.iam(delegate)) {
            assertFails(403, "AccessDenied", () -> delegated.createUser(request -> request.userName("unbounded")));
            delegated.createUser(request -> request.userName("delegated").permissionsBoundary(boundary));
            delegated.putUserPolicy(
                    request -> request.userName("delegated").policyName("p").policyDocument(TestCloud.allow("s3:GetObject", "*")));
            assertFails(403, "AccessDenied",
                    () -> delegated.putUserPolicy(
                            request -> request.userName("delegate").policyName("p").policyDocument(TestCloud.allow("*", "*"))));
        }
    }

    @Test
    void listsComeInPartsBelowAPathAndWithoutTags() {
        for (String name : List.of("part-1", "part-2", "part-3")) {
            iam.createUser(request -> request.userName(name).path("/parts/").tags(Tag.builder().key("owner").value(name).build()));
            iam.createRole(request -> request.roleName(name).path("/parts/").assumeRolePolicyDocument(TestCloud.trust())
                    .tags(Tag.builder().key("owner").value(name).build()));
            iam.putRolePolicy(request -> request.roleName("part-1").policyName(name).policyDocument(TestCloud.allow("s3:*", "*")));
        }
        ListUsersResponse first = iam.listUsers(request -> request.pathPrefix("/parts/").maxItems(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.users()).extracting(User::userName).containsExactly("part-1", "part-2");
        assertThat(first.users().getFirst().hasTags()).isFalse();
        ListUsersResponse second = iam.listUsers(request -> request.pathPrefix("/parts/").maxItems(2).marker(first.marker()));
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.users()).extracting(User::userName).containsExactly("part-3");
        assertThat(iam.listRolesPaginator(request -> request.pathPrefix("/parts/").maxItems(1)).roles().stream().map(Role::roleName))
                .containsExactly("part-1", "part-2", "part-3");
        assertThat(iam.listRolePoliciesPaginator(request -> request.roleName("part-1").maxItems(1)).policyNames().stream()).hasSize(3);
        assertThat(iam.listUserTags(request -> request.userName("part-2")).tags()).singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("part-2"));
        assertThat(iam.listRoleTags(request -> request.roleName("part-3")).tags()).hasSize(1);
        assertThat(iam.listPolicies(request -> request.scope(PolicyScopeType.LOCAL)).policies()).noneMatch(
                policy -> policy.arn().startsWith("arn:aws:iam::aws:"));
        assertFails(400, "ValidationError", () -> iam.listUsers(request -> request.marker("no token")));
    }

    @Test
    void aUserWithAPasswordIsNotDeleted() {
        iam.createUser(request -> request.userName("console"));
        assertFails(404, "NoSuchEntity", () -> iam.getLoginProfile(request -> request.userName("console")));
        assertFails(400, "PasswordPolicyViolation", () -> iam.createLoginProfile(request -> request.userName("console").password("short")));
        iam.createLoginProfile(request -> request.userName("console").password("correct horse 1 Battery").passwordResetRequired(true));
        assertThat(iam.getLoginProfile(request -> request.userName("console")).loginProfile().passwordResetRequired()).isTrue();
        assertFails(409, "EntityAlreadyExists",
                () -> iam.createLoginProfile(request -> request.userName("console").password("correct horse 1 Battery")));
        assertFails(409, "DeleteConflict", () -> iam.deleteUser(request -> request.userName("console")));
        iam.deleteLoginProfile(request -> request.userName("console"));
        assertThat(iam.listGroupsForUser(request -> request.userName("console")).groups()).isEmpty();
        assertThat(iam.listMFADevices(request -> request.userName("console")).mfaDevices()).isEmpty();
        assertThat(iam.listSigningCertificates(request -> request.userName("console")).certificates()).isEmpty();
        assertThat(iam.listSSHPublicKeys(request -> request.userName("console")).sshPublicKeys()).isEmpty();
        assertThat(iam.listServiceSpecificCredentials(request -> request.userName("console")).serviceSpecificCredentials()).isEmpty();
        iam.deleteUser(request -> request.userName("console"));
        assertFails(404, "NoSuchEntity", () -> iam.listGroupsForUser(request -> request.userName("console")));
    }

    @Test
    void anAccountHasOneAlias() {
        assertThat(iam.listAccountAliases().accountAliases()).isEmpty();
        iam.createAccountAlias(request -> request.accountAlias("first-alias"));
        iam.createAccountAlias(request -> request.accountAlias("second-alias"));
        assertThat(iam.listAccountAliases().accountAliases()).containsExactly("second-alias");
        assertFails(404, "NoSuchEntity", () -> iam.deleteAccountAlias(request -> request.accountAlias("first-alias")));
        assertFails(400, "ValidationError", () -> iam.createAccountAlias(request -> request.accountAlias("-no")));
        assertFails(400, "ValidationError", () -> iam.createAccountAlias(request -> request.accountAlias("444455556666")));
        iam.deleteAccountAlias(request -> request.accountAlias("second-alias"));
        assertThat(iam.listAccountAliases().accountAliases()).isEmpty();
    }
}
