package dev.rolecall.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

import dev.rolecall.cloud.AuthenticatorApp;
import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html. */
class MfaDevicesProveTheirUserTest {
    private static final String ALL = TestCloud.allow("*", "*");
    private static final String WITH_MFA = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",
             "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}""";
    private static final String FRESH_MFA = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",
             "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "300"}}}]}""";
    private static final String NO_SUCH_DEVICE = "MultiFactorAuthentication failed, unable to validate MFA code.  "
            + "Please verify your MFA serial number is valid and associated with this user.";

    private TestCloud cloud;
    private IamClient iam;

    @BeforeEach
    void start() {
        cloud = new TestCloud();
        cloud.stopTheClock();
        iam = cloud.iam();
    }

    @AfterEach
    void stop() {
        iam.close();
        cloud.close();
    }

    @Test
    void theSeedIsShownOnceAndAsAPicture() throws IOException {
        VirtualMFADevice made = iam.createVirtualMFADevice(request -> request.virtualMFADeviceName("phone").path("/people/"))
                .virtualMFADevice();
        assertThat(made.serialNumber()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":mfa/people/phone");
        assertThat(made.base32StringSeed().asUtf8String()).matches("[A-Z2-7]{64}");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(made.qrCodePNG().asByteArray()));
        assertThat(picture.getWidth()).isEqualTo(picture.getHeight()).isGreaterThan(100);
        assertThat(iam.listVirtualMFADevices().virtualMFADevices()).singleElement().satisfies(listed -> {
            assertThat(listed.serialNumber()).isEqualTo(made.serialNumber());
            assertThat(listed.base32StringSeed()).isNull();
            assertThat(listed.qrCodePNG()).isNull();
        });
        assertFails(409, "EntityAlreadyExists", "same path and name",
                () -> iam.createVirtualMFADevice(request -> request.virtualMFADeviceName("phone").path("/people/")));
    }

    @Test
    void aDeviceIsEnabledByTwoConsecutiveCodes() {
        cloud.user("ana", Optional.empty());
        AuthenticatorApp app = AuthenticatorApp.device(cloud, "phone");
        enableFails(app, app.code(), app.code());
        enableFails(app, app.code(), app.code(2));
        enableFails(app, app.code(1), app.code());
        enableFails(app, app.wrongCode(), app.code(1));
        enable(app, app.code(-1), app.code());
        assertThat(iam.listMFADevices(request -> request.userName("ana")).mfaDevices()).singleElement()
                .satisfies(device -> assertThat(device.serialNumber()).isEqualTo(app.serial()));
        assertThat(iam.listVirtualMFADevices(request -> request.assignmentStatus(AssignmentStatusType.ASSIGNED)).virtualMFADevices())
                .singleElement().satisfies(device -> assertThat(device.user().userName()).isEqualTo("ana"));
        assertThat(iam.listVirtualMFADevices(request -> request.assignmentStatus(AssignmentStatusType.UNASSIGNED)).virtualMFADevices())
                .isEmpty();
        assertFails(409, "EntityAlreadyExists", "", () -> enable(app, app.code(), app.code(1)));
    }

    @Test
    void aSessionWithACodeMayAskIamAndSaysHowLongAgoTheCodeWas() {
        AwsCredentials ana = cloud.user("ana", Optional.of(WITH_MFA));
        AwsCredentials eve = cloud.user("eve", Optional.of(FRESH_MFA));
        AwsSessionCredentials anas = session(ana, AuthenticatorApp.of(cloud, "ana"));
        AwsSessionCredentials eves = session(eve, AuthenticatorApp.of(cloud, "eve"));
        try (IamClient asAna = cloud.iam(anas);
                S3Client byKey = cloud.s3(ana);
                S3Client asEve = cloud.s3(eves);
                StsClient sts = cloud.sts(anas)) {
            assertThat(asAna.listUsers().users()).hasSize(2);
            assertFails(403, "AccessDenied", "no identity-based policy allows", byKey::listBuckets);
            assertThat(asEve.listBuckets().buckets()).isNotEmpty();
            cloud.advance(Duration.ofSeconds(280));
            assertThat(asEve.listBuckets().buckets()).isNotEmpty();
            cloud.advance(Duration.ofSeconds(20));
            assertFails(403, "AccessDenied", "no identity-based policy allows", asEve::listBuckets);
            assertFails(403, "AccessDenied", "Cannot call GetSessionToken with session credentials", sts::getSessionToken);
        }
    }

    @Test
    void aRoleThatAsksForACodeIsAssumedWithOneOrFromASessionWithOne() {
        AwsCredentials ana = cloud.user("ana", Optional.of(ALL));
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        String guarded = role("guarded", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "%s"}, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}"""
                .formatted(TestCloud.ACCOUNT));
        try (StsClient sts = cloud.sts(ana)) {
            assertFails(403, "AccessDenied", "sts:AssumeRole",
                    () -> sts.assumeRole(request -> request.roleArn(guarded).roleSessionName("ana")));
            AwsSessionCredentials worn = TestCloud.session(sts.assumeRole(request -> request.roleArn(guarded).roleSessionName("ana")
                    .serialNumber(app.serial()).tokenCode(app.code())).credentials());
            // The page: credentials of AssumeRole carry no MFA information, so policies of the role cannot ask for it.
            try (S3Client s3 = cloud.s3(worn)) {
                assertFails(403, "AccessDenied", "", s3::listBuckets);
            }
        }
        cloud.advance(Duration.ofSeconds(30));
        try (StsClient sts = cloud.sts(session(ana, app))) {
            assertThat(sts.assumeRole(request -> request.roleArn(guarded).roleSessionName("ana")).credentials()).isNotNull();
        }
    }

    @Test
    void aCodeIsWorthNothingTheSecondTime() {
        AwsCredentials ana = cloud.user("ana", Optional.of(ALL));
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        String code = app.code();
        session(ana, app.serial(), code);
        mfaFails(ana, app.serial(), code, "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        mfaFails(ana, app.serial(), app.code(-1), "invalid MFA one time pass code");
        cloud.advance(Duration.ofSeconds(30));
        assertThat(session(ana, app)).isNotNull();
    }

    @Test
    void ofManyCallsWithTheSameCodeOneIsServed() {
        AwsCredentials ana = cloud.user("ana", Optional.of(ALL));
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        String code = app.code();
        AtomicInteger served = new AtomicInteger();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                calls.execute(() -> {
                    session(ana, app.serial(), code);
                    served.incrementAndGet();
                });
            }
        }
        assertThat(served).hasValue(1);
    }

    @Test
    void aCodeIsTheUsersOwnAndForNow() {
        AwsCredentials ana = cloud.user("ana", Optional.of(ALL));
        cloud.user("eve", Optional.of(ALL));
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        AuthenticatorApp eves = AuthenticatorApp.of(cloud, "eve");
        AuthenticatorApp nobodys = AuthenticatorApp.device(cloud, "nobodys");
        mfaFails(ana, app.serial(), app.wrongCode(), "invalid MFA one time pass code");
        mfaFails(ana, app.serial(), app.code(2), "invalid MFA one time pass code");
        mfaFails(ana, eves.serial(), eves.code(), NO_SUCH_DEVICE);
        mfaFails(ana, nobodys.serial(), nobodys.code(), NO_SUCH_DEVICE);
        String role = cloud.role("worn", ALL);
        try (StsClient sts = cloud.sts(cloud.administrator()); StsClient asAna = cloud.sts(ana)) {
            assertFails(403, "AccessDenied", NO_SUCH_DEVICE, () -> sts.assumeRole(
                    request -> request.roleArn(role).roleSessionName("no-user").serialNumber(app.serial()).tokenCode(app.code())));
            assertFails(403, "AccessDenied", "must provide both MFA serial number and one time pass code",
                    () -> asAna.getSessionToken(request -> request.serialNumber(app.serial())));
            assertFails(400, "ValidationError", "'tokenCode'",
                    () -> asAna.getSessionToken(request -> request.serialNumber(app.serial()).tokenCode("12ab")));
        }
    }

    @ParameterizedTest
    @CsvSource({"15,true", "-15,true", "30,false"})
    void aClockThatIsOffIsFoundAndOneThatIsFarOffIsNot(int steps, boolean found) {
        AwsCredentials ana = cloud.user("ana", Optional.of(ALL));
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        cloud.advance(Duration.ofHours(1));
        mfaFails(ana, app.serial(), app.code(steps), "invalid MFA one time pass code");
        ThrowingCallable resync = () -> iam.resyncMFADevice(request -> request.userName("ana").serialNumber(app.serial())
                .authenticationCode1(app.code(steps - 1)).authenticationCode2(app.code(steps)));
        if (found) {
            assertThatCode(resync).doesNotThrowAnyException();
            cloud.advance(Duration.ofSeconds(30));
            assertThat(session(ana, app.serial(), app.code(steps))).isNotNull();
        } else {
            assertFails(403, "InvalidAuthenticationCode", "not valid", resync);
        }
    }

    @Test
    void codesThatWereShownBeforeEnableNothing() {
        cloud.user("ana", Optional.of(ALL));
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        String first = app.code(-2);
        String second = app.code(-1);
        assertFails(403, "InvalidAuthenticationCode", "", () -> iam.resyncMFADevice(request -> request.userName("ana")
                .serialNumber(app.serial()).authenticationCode1(first).authenticationCode2(second)));
        iam.deactivateMFADevice(request -> request.userName("ana").serialNumber(app.serial()));
        enableFails(app, first, second);
    }

    /** The page: long-term keys have no such key, and what a service calls in their name has it, false. */
    @Test
    void whatAServiceCallsInTheNameOfAKeyIsWithoutMfa() {
        AwsCredentials ana = cloud.user("ana", Optional.of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny",
                 "Action": "iam:CreateUser", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}]}"""));
        try (IamClient byKey = cloud.iam(ana); CloudFormationClient stacks = cloud.cloudFormation(ana)) {
            assertThat(byKey.createUser(request -> request.userName("by-key")).user()).isNotNull();
            stacks.createStack(request -> request.stackName("users").capabilitiesWithStrings("CAPABILITY_NAMED_IAM")
                    .templateBody("{\"Resources\": {\"User\": {\"Type\": \"AWS::IAM::User\"}}}"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(stacks.describeStackEvents(request -> request.stackName("users")).stackEvents())
                            .anySatisfy(event -> assertThat(event.resourceStatusReason()).contains("iam:CreateUser", "explicit deny")));
        }
    }

    @Test
    void aDeviceLeavesItsUserBeforeItIsDeletedAndSoDoesAUser() {
        AwsCredentials ana = cloud.user("ana", Optional.empty());
        AuthenticatorApp app = AuthenticatorApp.of(cloud, "ana");
        iam.deleteAccessKey(request -> request.userName("ana").accessKeyId(ana.accessKeyId()));
        assertFails(409, "DeleteConflict", "must delete MFA device first", () -> iam.deleteUser(request -> request.userName("ana")));
        assertFails(409, "DeleteConflict", "Must be deactivated first",
                () -> iam.deleteVirtualMFADevice(request -> request.serialNumber(app.serial())));
        iam.deactivateMFADevice(request -> request.userName("ana").serialNumber(app.serial()));
        assertFails(404, "NoSuchEntity", app.serial(),
                () -> iam.deactivateMFADevice(request -> request.userName("ana").serialNumber(app.serial())));
        assertThat(iam.listMFADevices(request -> request.userName("ana")).mfaDevices()).isEmpty();
        iam.deleteVirtualMFADevice(request -> request.serialNumber(app.serial()));
        iam.deleteUser(request -> request.userName("ana"));
        assertThat(iam.listVirtualMFADevices().virtualMFADevices()).isEmpty();
    }

    @Test
    void aUserHasEightDevicesAtMostAndManagesItsOwnOnly() {
        AwsCredentials ana = cloud.user("ana", Optional.of(TestCloud.allow("iam:*", "arn:aws:iam::*:user/${aws:username}")));
        cloud.user("eve", Optional.empty());
        for (int i = 0; i < 8; i++) {
            AuthenticatorApp app = AuthenticatorApp.device(cloud, "phone" + i);
            enable(app, app.code(-1), app.code());
        }
        AuthenticatorApp ninth = AuthenticatorApp.device(cloud, "ninth");
        assertFails(409, "LimitExceeded", "MfaDevicesPerUser: 8", () -> enable(ninth, ninth.code(-1), ninth.code()));
        try (IamClient asAna = cloud.iam(ana)) {
            assertThat(asAna.listMFADevices().mfaDevices()).hasSize(8);
            assertFails(403, "AccessDenied", "iam:EnableMFADevice on resource: arn:aws:iam::" + TestCloud.ACCOUNT + ":user/eve",
                    () -> asAna.enableMFADevice(request -> request.userName("eve").serialNumber(ninth.serial())
                            .authenticationCode1(ninth.code(-1)).authenticationCode2(ninth.code())));
            assertFails(403, "AccessDenied", "iam:CreateVirtualMFADevice on resource: arn:aws:iam::" + TestCloud.ACCOUNT + ":mfa/hers",
                    () -> asAna.createVirtualMFADevice(request -> request.virtualMFADeviceName("hers")));
        }
    }

    private String role(String name, String trust) {
        String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust)).role().arn();
        iam.putRolePolicy(request -> request.roleName(name).policyName("inline").policyDocument(WITH_MFA));
        return arn;
    }

    private void enable(AuthenticatorApp app, String first, String second) {
        iam.enableMFADevice(
                request -> request.userName("ana").serialNumber(app.serial()).authenticationCode1(first).authenticationCode2(second));
    }

    private void enableFails(AuthenticatorApp app, String first, String second) {
        assertFails(403, "InvalidAuthenticationCode", "Authentication code for device is not valid", () -> enable(app, first, second));
    }

    private AwsSessionCredentials session(AwsCredentials user, AuthenticatorApp app) {
        return session(user, app.serial(), app.code());
    }

    private AwsSessionCredentials session(AwsCredentials user, String serial, String code) {
        try (StsClient sts = cloud.sts(user)) {
            return TestCloud.session(sts.getSessionToken(request -> request.serialNumber(serial).tokenCode(code)).credentials());
        }
    }

    private void mfaFails(AwsCredentials user, String serial, String code, String message) {
        assertFails(403, "AccessDenied", message, () -> session(user, serial, code));
    }

    private static void assertFails(int status, String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).as(error.getMessage()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        }).hasMessageContaining(message);
    }
}
