package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import dev.rolecall.cloud.LocalCloudOptions;
import dev.rolecall.cloud.TestCloud;

/** When sessions end, and with what. */
class SessionsEndTest {
    private static final String ALL = TestCloud.allow("*", "*");

    private static TestCloud cloud;
    private static AwsCredentials user;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("caller", Optional.of(ALL));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html. */
    @Test
    void sessionsFromBeforeADateAreRevokedAndLaterOnesWork() {
        String role = cloud.role("revoked", ALL);
        AwsSessionCredentials stolen = AssumedRole.session(cloud, user, role, request -> {});
        cloud.advance(Duration.ofSeconds(2));
        String revoking = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": ["*"], "Resource": ["*"],
                 "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}]}""".formatted(cloud.clock().instant());
        try (IamClient iam = cloud.iam(); S3Client s3 = cloud.s3(stolen)) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            iam.putRolePolicy(request -> request.roleName("revoked").policyName("AWSRevokeOlderSessions").policyDocument(revoking));
            assertFails(403, "AccessDenied", "explicit deny in an identity-based policy", s3::listBuckets);
        }
        cloud.advance(Duration.ofSeconds(2));
        try (S3Client s3 = cloud.s3(AssumedRole.session(cloud, user, role, request -> {}))) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
        }
    }

    @Test
    void theSamePolicyOnAUserRevokesItsSessionsAndNotItsKey() {
        AwsCredentials key = cloud.user("keyed", Optional.of(ALL));
        AwsSessionCredentials session = session(key);
        try (IamClient iam = cloud.iam(); S3Client byKey = cloud.s3(key); S3Client bySession = cloud.s3(session)) {
            iam.putUserPolicy(request -> request.userName("keyed").policyName("AWSRevokeOlderSessions").policyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*",
                     "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}]}""".formatted(Instant.now().plus(Duration.ofDays(1)))));
            assertFails(403, "AccessDenied", "", bySession::listBuckets);
            assertThat(byKey.listBuckets().buckets()).isNotEmpty();
        }
    }

    @Test
    void aKeyThatIsMadeInactiveOrDeletedEndsNoSession() {
        AwsCredentials key = cloud.user("rotating", Optional.of(ALL));
        AwsSessionCredentials session = session(key);
        AwsSessionCredentials federated;
        try (StsClient sts = cloud.sts(key)) {
            federated = TestCloud.session(sts.getFederationToken(request -> request.name("Bob").policy(ALL)).credentials());
        }
        try (IamClient iam = cloud.iam();
                S3Client own = cloud.s3(session);
                S3Client bobs = cloud.s3(federated);
                S3Client byKey = cloud.s3(key)) {
            iam.updateAccessKey(request -> request.userName("rotating").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
            assertFails(403, "InvalidAccessKeyId", "", byKey::listBuckets);
            iam.deleteAccessKey(request -> request.userName("rotating").accessKeyId(key.accessKeyId()));
            assertThat(own.listBuckets().buckets()).isNotEmpty();
            assertThat(bobs.listBuckets().buckets()).isNotEmpty();
        }
    }

    @Test
    void theSessionsOfAUserEndWithTheUserAndTheNextOfTheNameInheritsNone() {
        AwsCredentials key = cloud.user("leaving", Optional.of(ALL));
        AwsSessionCredentials session = session(key);
        AwsSessionCredentials federated;
        try (StsClient sts = cloud.sts(key)) {
            federated = TestCloud.session(sts.getFederationToken(request -> request.name("Bob").policy(ALL)).credentials());
        }
        try (IamClient iam = cloud.iam()) {
            iam.deleteUserPolicy(request -> request.userName("leaving").policyName("inline"));
            iam.deleteAccessKey(request -> request.userName("leaving").accessKeyId(key.accessKeyId()));
            iam.deleteUser(request -> request.userName("leaving"));
        }
        cloud.user("leaving", Optional.of(ALL));
        try (StsClient own = cloud.sts(session); StsClient bobs = cloud.sts(federated)) {
            assertFails(403, "InvalidClientTokenId", "", own::getCallerIdentity);
            assertFails(403, "InvalidClientTokenId", "", bobs::getCallerIdentity);
        }
    }

    @Test
    void aSessionEndsAtTheSecondThatItSays() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(700));
        try (TestCloud still = new TestCloud(options -> new LocalCloudOptions(options.port(), options.accountId(), options.region(),
                options.directory(), now::get, options.lifetimes()))) {
            String role = still.role("short", ALL);
            Credentials issued = AssumedRole.assume(still, still.administrator(), role, request -> request.durationSeconds(900))
                    .credentials();
            assertThat(issued.expiration()).isEqualTo(now.get().minusMillis(700).plusSeconds(900));
            still.advance(Duration.ofMinutes(15));
            try (StsClient sts = still.sts(TestCloud.session(issued))) {
                now.set(issued.expiration().minusMillis(1));
                assertThat(sts.getCallerIdentity().arn()).endsWith("/short/lesson");
                now.set(issued.expiration());
                assertFails(403, "ExpiredToken", "", sts::getCallerIdentity);
            }
        }
    }

    private static AwsSessionCredentials session(AwsCredentials key) {
        try (StsClient sts = cloud.sts(key)) {
            return TestCloud.session(sts.getSessionToken().credentials());
        }
    }
}
