package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.ProvidedContext;

import dev.rolecall.cloud.TestCloud;

class SessionsAreIssuedTest {
    private static TestCloud cloud;
    private static AwsCredentials user;
    private static String role;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("caller", Optional.of(TestCloud.allow("sts:AssumeRole", "*")));
        role = cloud.role("worn", TestCloud.allow("*", "*"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aSessionIsWhoItSaysAndAsLongAsAsked() {
        AssumeRoleResponse issued = assume(user, request -> request.durationSeconds(900));
        assertThat(issued.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::" + TestCloud.ACCOUNT + ":assumed-role/worn/lesson");
        assertThat(issued.credentials().accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(issued.credentials().expiration()).isBetween(Instant.now().plus(Duration.ofMinutes(14)),
                Instant.now().plus(Duration.ofMinutes(16)));
        try (StsClient sts = cloud.sts(TestCloud.session(issued.credentials()))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(issued.assumedRoleUser().arn());
            assertThat(sts.getCallerIdentity().userId()).startsWith("AROA").endsWith(":lesson");
        }
    }

    @ParameterizedTest
    @CsvSource({"899,greater than or equal to 900", "3601,exceeds the MaxSessionDuration", "43201,less than or equal to 43200"})
    void aDurationOutOfBoundsIsRefused(int seconds, String message) {
        assertFails(400, "ValidationError", message, () -> assume(user, request -> request.durationSeconds(seconds)));
    }

    @Test
    void aSessionOfASessionLastsAnHourAtMostWhateverTheRoleAllows() {
        try (IamClient iam = cloud.iam()) {
            iam.createRole(request -> request.roleName("long").maxSessionDuration(43_200).assumeRolePolicyDocument(TestCloud.trust()));
        }
        String arn = "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/long";
        assume(user, request -> request.roleArn(arn).durationSeconds(43_200));
        AwsSessionCredentials chained = TestCloud.session(assume(user, request -> {}).credentials());
        assertFails(400, "ValidationError", "1 hour session limit",
                () -> assume(chained, request -> request.roleArn(arn).durationSeconds(3_601)));
        assertThat(assume(chained, request -> request.roleArn(arn).durationSeconds(3_600)).credentials()).isNotNull();
    }

    @Test
    void theTrustPolicyDecidesAndItsExternalIdMustFit() {
        String trusting = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Condition": {"StringEquals": {"sts:ExternalId": "agreed"}}}]}"""
                .formatted(TestCloud.ACCOUNT);
        try (IamClient iam = cloud.iam()) {
            iam.createRole(request -> request.roleName("external").assumeRolePolicyDocument(trusting));
        }
        String arn = "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/external";
        assertFails(403, "AccessDenied", "is not authorized to perform: sts:AssumeRole",
                () -> assume(user, request -> request.roleArn(arn)));
        assertFails(403, "AccessDenied", "sts:AssumeRole", () -> assume(user, request -> request.roleArn(arn).externalId("guessed")));
        assertThat(assume(user, request -> request.roleArn(arn).externalId("agreed")).credentials()).isNotNull();
    }

    @Test
    void aRoleThatDoesNotExistIsDeniedLikeOneThatDoesNotTrust() {
        assertFails(403, "AccessDenied", "sts:AssumeRole", () -> assume(user, request -> request.roleArn(role + "-not")));
    }

    @Test
    void withoutAnIdentityPolicyTheAccountsTrustIsNotEnough() {
        AwsCredentials nobody = cloud.user("nobody", Optional.empty());
        assertFails(403, "AccessDenied", "no identity-based policy allows the sts:AssumeRole action", () -> assume(nobody, request -> {}));
    }

    @Test
    void aSessionPolicyNarrowsAndNeverWidens() {
        AwsSessionCredentials narrowed = TestCloud
                .session(assume(user, request -> request.policy(TestCloud.allow("s3:ListAllMyBuckets", "*"))).credentials());
        try (S3Client s3 = cloud.s3(narrowed)) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            assertThatThrownBy(() -> s3.createBucket(request -> request.bucket("narrowed"))).isInstanceOf(S3Exception.class)
                    .hasMessageContaining("no session policy allows");
        }
        assertFails(400, "MalformedPolicyDocument", "", () -> assume(user, request -> request.policy("{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "two words", "slash/ed"})
    void aSessionNameIsChecked(String name) {
        assertFails(400, "ValidationError", "roleSessionName", () -> assume(user, request -> request.roleSessionName(name)));
    }

    @Test
    void whatIsNotImplementedIsRefusedAndNotPassedOver() {
        assertFails(400, "ValidationError", "ProvidedContexts",
                () -> assume(user, request -> request.providedContexts(ProvidedContext.builder().contextAssertion("x").build())));
        try (StsClient sts = cloud.sts(user)) {
            assertFails(400, "InvalidAction", "no identity providers", () -> sts.assumeRoleWithWebIdentity(
                    request -> request.roleArn(role).roleSessionName("lesson").webIdentityToken("a.b.c")));
            assertFails(400, "InvalidAction", "AssumeRoleWithSAML", () -> sts.assumeRoleWithSAML(
                    request -> request.roleArn(role).principalArn(role).samlAssertion("YXNzZXJ0aW9u")));
            assertFails(400, "InvalidAction", "AssumeRoot", () -> sts.assumeRoot(
                    request -> request.targetPrincipal(TestCloud.ACCOUNT).taskPolicyArn(policy -> policy.arn(role))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "not allowed"})
    void anExternalIdIsChecked(String id) {
        assertFails(400, "ValidationError", "externalId", () -> assume(user, request -> request.externalId(id)));
    }

    @Test
    void everyViolationIsNamedAtOnce() {
        assertFails(400, "ValidationError", "2 validation errors detected: Value '#' at 'roleSessionName' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 2; Value '#' at 'roleSessionName' failed to satisfy constraint: "
                + "Member must satisfy regular expression pattern: [\\w+=,.@-]*",
                () -> assume(user, request -> request.roleSessionName("#")));
    }

    @Test
    void anotherAccountsKeyTellsItsAccountAndAMadeUpOneNothing() {
        try (StsClient sts = cloud.sts(cloud.administrator())) {
            assertThat(sts.getAccessKeyInfo(request -> request.accessKeyId(user.accessKeyId())).account()).isEqualTo(TestCloud.ACCOUNT);
            assertFails(400, "ValidationError", "not known",
                    () -> sts.getAccessKeyInfo(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE")));
            assertFails(400, "ValidationError", "accessKeyId", () -> sts.getAccessKeyInfo(request -> request.accessKeyId("AKIA")));
        }
    }

    @Test
    void nobodyCanBeKeptFromAskingWhoTheyAre() {
        AwsCredentials denied = cloud.user("denied", Optional.of(TestCloud.statement("Deny", "*", "*")));
        try (StsClient sts = cloud.sts(denied)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/denied");
            assertFails(403, "AccessDenied", "explicit deny in an identity-based policy",
                    () -> sts.getAccessKeyInfo(request -> request.accessKeyId(denied.accessKeyId())));
        }
    }

    @Test
    void aRoleThatIsMadeAgainDoesNotTakeOverTheOldOnesSessions() {
        String arn = cloud.role("again", TestCloud.allow("*", "*"));
        AwsSessionCredentials old = cloud.assume(arn);
        try (IamClient iam = cloud.iam(); StsClient sts = cloud.sts(old)) {
            assertThat(sts.getCallerIdentity().arn()).contains("again");
            iam.deleteRolePolicy(request -> request.roleName("again").policyName("inline"));
            iam.deleteRole(request -> request.roleName("again"));
            cloud.role("again", TestCloud.allow("*", "*"));
            assertFails(403, "InvalidClientTokenId", "", sts::getCallerIdentity);
        }
    }

    private static AssumeRoleResponse assume(AwsCredentials caller, Consumer<AssumeRoleRequest.Builder> how) {
        try (StsClient sts = cloud.sts(caller)) {
            return sts.assumeRole(request -> how.accept(request.roleArn(role).roleSessionName("lesson")));
        }
    }
}
