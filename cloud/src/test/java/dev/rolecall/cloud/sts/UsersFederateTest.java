package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.allowIf;
import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static dev.rolecall.cloud.sts.AssumedRole.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html. */
class UsersFederateTest {
    private static final String BOB = "arn:aws:sts::" + TestCloud.ACCOUNT + ":federated-user/Bob";
    private static final String ALL = TestCloud.allow("*", "*");

    private static TestCloud cloud;
    private static AwsCredentials user;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("token-app", Optional.of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
                 "Action": ["sts:*", "iam:*", "s3:ListAllMyBuckets", "s3:ListBucket"]}]}"""));
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("productionapp"));
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void theSessionIsTheFederatedUser() {
        GetFederationTokenResponse issued = federate(user, request -> request.policy(ALL));
        assertThat(issued.federatedUser().arn()).isEqualTo(BOB);
        assertThat(issued.federatedUser().federatedUserId()).isEqualTo(TestCloud.ACCOUNT + ":Bob");
        assertThat(issued.credentials().expiration()).isBetween(Instant.now().plus(Duration.ofMinutes(719)),
                Instant.now().plus(Duration.ofMinutes(721)));
        assertThat(issued.sessionTokenUtilization()).isBetween(1, 100);
        try (StsClient sts = cloud.sts(TestCloud.session(issued.credentials()))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(BOB);
            assertThat(sts.getCallerIdentity().userId()).isEqualTo(TestCloud.ACCOUNT + ":Bob");
        }
    }

    @Test
    void itMayDoWhatBothTheUserAndTheSessionPolicyAllow() {
        try (S3Client s3 = s3(request -> request.policy(TestCloud.allow("s3:ListBucket", "*")))) {
            assertThat(s3.listObjectsV2(request -> request.bucket("productionapp")).contents()).isEmpty();
            assertFails(403, "AccessDenied", "no session policy allows", s3::listBuckets);
        }
        try (S3Client s3 = s3(request -> request.policy(ALL))) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            assertFails(403, "AccessDenied", "no identity-based policy allows",
                    () -> s3.createBucket(request -> request.bucket("by-bob")));
        }
        try (S3Client s3 = s3(request -> request.policyArns(
                PolicyDescriptorType.builder().arn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess").build()))) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
        }
    }

    @Test
    void withoutAPolicyItMayDoNothingButWhatAResourceAllowsItByName() {
        try (S3Client admin = cloud.s3(cloud.administrator()); S3Client s3 = s3(request -> {})) {
            assertFails(403, "AccessDenied", "no session policy allows", s3::listBuckets);
            admin.putBucketPolicy(request -> request.bucket("productionapp").policy("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket",
                     "Resource": "arn:aws:s3:::productionapp", "Principal": {"AWS": "%s"}}]}""".formatted(BOB)));
            assertThat(s3.listObjectsV2(request -> request.bucket("productionapp")).contents()).isEmpty();
            admin.deleteBucketPolicy(request -> request.bucket("productionapp"));
        }
    }

    @Test
    void itAsksNothingOfIamAndOfStsOnlyWhoItIs() {
        AwsSessionCredentials bob = TestCloud.session(federate(user, request -> request.policy(ALL)).credentials());
        String role = cloud.role("any", ALL);
        try (IamClient iam = cloud.iam(bob); StsClient sts = cloud.sts(bob)) {
            assertFails(403, "InvalidClientTokenId", "", iam::listUsers);
            assertFails(403, "AccessDenied", "Cannot call AssumeRole", () -> AssumedRole.assume(cloud, bob, role, request -> {}));
            assertFails(403, "AccessDenied", "Cannot call GetSessionToken", sts::getSessionToken);
            assertFails(403, "AccessDenied", "Cannot call GetFederationToken",
                    () -> sts.getFederationToken(request -> request.name("Eve")));
        }
    }

    @Test
    void tagsAreTheUsersAndOverThemThoseOfTheSession() {
        AwsCredentials tagged;
        try (IamClient iam = cloud.iam()) {
            iam.createUser(request -> request.userName("tagged")
                    .tags(Tag.builder().key("Department").value("marketing").build()));
            iam.putUserPolicy(request -> request.userName("tagged").policyName("inline").policyDocument(ALL));
            AccessKey key = iam.createAccessKey(request -> request.userName("tagged")).accessKey();
            tagged = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        }
        String marketing = allowIf("\"*\"", "{\"StringEquals\": {\"aws:PrincipalTag/department\": \"marketing\", \"aws:PrincipalType\": "
                + "\"FederatedUser\", \"aws:userid\": \"" + TestCloud.ACCOUNT + ":Bob\"}, \"Null\": {\"aws:username\": \"true\"}}");
        try (S3Client own = cloud.s3(TestCloud.session(federate(tagged, request -> request.policy(marketing)).credentials()));
                S3Client other = cloud.s3(TestCloud.session(
                        federate(tagged, request -> request.policy(marketing).tags(tag("DEPARTMENT", "sales"))).credentials()))) {
            assertThat(own.listBuckets().buckets()).isNotEmpty();
            assertFails(403, "AccessDenied", "", other::listBuckets);
        }
    }

    @Test
    void theUserNeedsThePermissionForThatName() {
        AwsCredentials limited = cloud.user("limited", Optional.of(TestCloud.allow("sts:GetFederationToken", BOB)));
        assertThat(federate(limited, request -> {}).federatedUser().arn()).isEqualTo(BOB);
        assertFails(403, "AccessDenied", "sts:GetFederationToken on resource: " + BOB.replace("Bob", "Eve"),
                () -> federate(limited, request -> request.name("Eve")));
        assertFails(403, "AccessDenied", "sts:TagSession", () -> federate(limited, request -> request.tags(tag("a", "b"))));
        assertFails(403, "AccessDenied", "Cannot call GetFederationToken with session credentials",
                () -> federate(cloud.administrator(), request -> {}));
    }

    @Test
    void whatIsOutOfBoundsIsRefused() {
        assertFails(400, "ValidationError", "'name'", () -> federate(user, request -> request.name("x")));
        assertFails(400, "ValidationError", "'name'", () -> federate(user, request -> request.name("x".repeat(33))));
        assertFails(400, "ValidationError", "129600", () -> federate(user, request -> request.durationSeconds(129_601)));
        assertFails(400, "MalformedPolicyDocument", "", () -> federate(user, request -> request.policy("{}")));
    }

    private static S3Client s3(Consumer<GetFederationTokenRequest.Builder> how) {
        return cloud.s3(TestCloud.session(federate(user, how).credentials()));
    }

    private static GetFederationTokenResponse federate(AwsCredentials caller, Consumer<GetFederationTokenRequest.Builder> how) {
        try (StsClient sts = cloud.sts(caller)) {
            return sts.getFederationToken(request -> how.accept(request.name("Bob")));
        }
    }
}
