package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;

import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html. */
class UserSessionsAreGivenTest {
    private static TestCloud cloud;
    private static AwsCredentials user;
    private static String role;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("caller", Optional.of(TestCloud.allow("*", "*")));
        role = cloud.role("worn", TestCloud.allow("*", "*"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void theSessionIsTheUserForTwelveHoursOrAsLongAsAsked() {
        Credentials issued = issue(user, request -> {});
        assertThat(issued.expiration()).isBetween(Instant.now().plus(Duration.ofMinutes(719)), Instant.now().plus(Duration.ofMinutes(721)));
        assertThat(issue(user, request -> request.durationSeconds(129_600)).expiration())
                .isAfter(Instant.now().plus(Duration.ofMinutes(2_159)));
        try (StsClient sts = cloud.sts(TestCloud.session(issued)); S3Client s3 = cloud.s3(TestCloud.session(issued))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/caller");
            assertThat(sts.getCallerIdentity().userId()).startsWith("AIDA").hasSize(21);
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"899,greater than or equal to 900", "129601,less than or equal to 129600"})
    void aDurationOutOfBoundsIsRefused(int seconds, String message) {
        assertFails(400, "ValidationError", message, () -> issue(user, request -> request.durationSeconds(seconds)));
    }

    @Test
    void noPolicyTakesItAway() {
        AwsCredentials denied = cloud.user("denied", Optional.of(TestCloud.statement("Deny", "*", "*")));
        try (S3Client s3 = cloud.s3(TestCloud.session(issue(denied, request -> {})))) {
            assertFails(403, "AccessDenied", "explicit deny in an identity-based policy", s3::listBuckets);
        }
    }

    @Test
    void onlyALongTermKeyGetsIt() {
        AwsSessionCredentials own = TestCloud.session(issue(user, request -> {}));
        assertFails(403, "AccessDenied", "Cannot call GetSessionToken with session credentials", () -> issue(own, request -> {}));
        assertFails(403, "AccessDenied", "Cannot call GetSessionToken with session credentials",
                () -> issue(cloud.administrator(), request -> {}));
    }

    @Test
    void withoutMfaItAsksNothingOfIamAndOfStsOnlyWhoItIsAndForARole() {
        AwsSessionCredentials own = TestCloud.session(issue(user, request -> {}));
        try (IamClient iam = cloud.iam(own); StsClient sts = cloud.sts(own)) {
            assertFails(403, "InvalidClientTokenId", "The security token included in the request is invalid", iam::listUsers);
            assertFails(403, "AccessDenied", "Cannot call GetAccessKeyInfo",
                    () -> sts.getAccessKeyInfo(request -> request.accessKeyId(user.accessKeyId())));
            assertFails(403, "AccessDenied", "Cannot call GetFederationToken",
                    () -> sts.getFederationToken(request -> request.name("Bob")));
            assertThat(AssumedRole.assume(cloud, own, role, request -> {}).assumedRoleUser().arn()).endsWith("/worn/lesson");
            assertFails(400, "ValidationError", "1 hour session limit",
                    () -> AssumedRole.assume(cloud, own, role, request -> request.durationSeconds(3_601)));
        }
    }

    @Test
    void theLimitHoldsForWhatAServiceAsksInItsNameToo() {
        AwsSessionCredentials own = TestCloud.session(issue(user, request -> {}));
        try (CloudFormationClient stacks = cloud.cloudFormation(own); IamClient iam = cloud.iam()) {
            stacks.createStack(request -> request.stackName("by-session").capabilitiesWithStrings("CAPABILITY_NAMED_IAM").templateBody("""
                    {"Resources": {"User": {"Type": "AWS::IAM::User", "Properties": {"UserName": "made-by-stack"}}}}"""));
            Awaitility.await().untilAsserted(() -> assertThat(stacks.describeStackEvents(request -> request.stackName("by-session"))
                    .stackEvents()).anySatisfy(event -> assertThat(event.resourceStatusReason()).contains("security token included")));
            assertThat(iam.listUsers().users()).noneMatch(found -> found.userName().equals("made-by-stack"));
        }
    }

    private static Credentials issue(AwsCredentials caller, Consumer<GetSessionTokenRequest.Builder> how) {
        try (StsClient sts = cloud.sts(caller)) {
            return sts.getSessionToken(how).credentials();
        }
    }
}
