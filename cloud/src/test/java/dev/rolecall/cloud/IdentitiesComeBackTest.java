package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Users, groups, roles, policies and credentials are the same after a restart. */
@Timeout(600)
final class IdentitiesComeBackTest extends RestartedCloud {
    @Test
    void identitiesAreTheSame() {
        try (IamClient iam = cloud.iam()) {
            iam.createAccountAlias(request -> request.accountAlias("classroom"));
            iam.createUser(request -> request.userName("Ada").path("/people/").tags(label("Team", "Blue")));
            iam.putUserPolicy(request -> request.userName("Ada").policyName("inline").policyDocument(TestCloud.allow("s3:*", "*")));
            iam.createLoginProfile(request -> request.userName("Ada").password("Correct-Horse-9").passwordResetRequired(true));
            String policy = iam.createPolicy(request -> request.policyName("Reads").policyDocument(TestCloud.allow("s3:Get*", "*"))
                    .description("reads")).policy().arn();
            iam.createPolicyVersion(
                    request -> request.policyArn(policy).policyDocument(TestCloud.allow("s3:List*", "*")).setAsDefault(true));
            iam.attachUserPolicy(request -> request.userName("Ada").policyArn(policy));
            iam.putUserPermissionsBoundary(request -> request.userName("Ada").permissionsBoundary(policy));
            iam.createGroup(request -> request.groupName("Learners"));
            iam.putGroupPolicy(request -> request.groupName("Learners").policyName("more").policyDocument(TestCloud.allow("sqs:*", "*")));
            iam.addUserToGroup(request -> request.groupName("Learners").userName("Ada"));
            iam.createRole(request -> request.roleName("Reader").assumeRolePolicyDocument(TestCloud.trust()).maxSessionDuration(7200)
                    .description("reads").tags(label("k", "v")));
            iam.createInstanceProfile(request -> request.instanceProfileName("Profile"));
            iam.addRoleToInstanceProfile(request -> request.instanceProfileName("Profile").roleName("Reader"));
            iam.createAccessKey(request -> request.userName("Ada"));
            String second = iam.createAccessKey(request -> request.userName("Ada")).accessKey().accessKeyId();
            iam.updateAccessKey(request -> request.userName("Ada").accessKeyId(second).status(StatusType.INACTIVE));
            iam.generateCredentialReport();
        }
        AuthenticatorApp.of(cloud, "Ada");
        assertSameAfterRestart(Map.of(
                "details", asked(iam -> iam.getAccountAuthorizationDetails().toString()),
                "versions", asked(iam -> iam.listPolicyVersions(request -> request.policyArn(arn("policy/Reads"))).versions()),
                "first version", asked(iam -> iam.getPolicyVersion(request -> request.policyArn(arn("policy/Reads")).versionId("v1"))
                        .policyVersion()),
                "keys", asked(iam -> iam.listAccessKeys(request -> request.userName("Ada")).accessKeyMetadata()),
                "login", asked(iam -> iam.getLoginProfile(request -> request.userName("Ada")).loginProfile()),
                "alias", asked(iam -> iam.listAccountAliases().accountAliases()),
                "devices", asked(iam -> iam.listMFADevices(request -> request.userName("Ada")).mfaDevices()),
                "tags", asked(iam -> iam.listUserTags(request -> request.userName("Ada")).tags()),
                "report", asked(iam -> iam.getCredentialReport().content())));
    }

    private static Function<TestCloud, Object> asked(Function<IamClient, Object> question) {
        return cloud -> {
            try (IamClient iam = cloud.iam()) {
                return question.apply(iam);
            }
        };
    }

    private static software.amazon.awssdk.services.iam.model.Tag label(String key, String value) {
        return software.amazon.awssdk.services.iam.model.Tag.builder().key(key).value(value).build();
    }

    private static String arn(String rest) {
        return "arn:aws:iam::" + TestCloud.ACCOUNT + ":" + rest;
    }

    @Test
    void credentialsGoOnAndWhatWasTakenAwayStaysAway() {
        AwsCredentials key = cloud.user("ada", Optional.of(TestCloud.allow("iam:ListUsers", "*")));
        AwsCredentials session = cloud.assume(cloud.role("Reader", TestCloud.allow("iam:ListUsers", "*")));
        AwsCredentials administrator = cloud.administrator();
        AwsCredentials gone = cloud.user("bob", Optional.of(TestCloud.allow("*", "*")));
        AwsCredentials mfa;
        AuthenticatorApp device = AuthenticatorApp.of(cloud, "ada");
        String code = device.code();
        try (IamClient iam = cloud.iam(); StsClient sts = cloud.sts(key)) {
            iam.deleteAccessKey(request -> request.userName("bob").accessKeyId(gone.accessKeyId()));
            mfa = TestCloud.session(sts.getSessionToken(request -> request.serialNumber(device.serial()).tokenCode(code)).credentials());
        }
        String used = lastUse(key);
        restart();
        for (AwsCredentials good : List.of(key, session, administrator)) {
            try (IamClient iam = cloud.iam(good)) {
                assertThatCode(iam::listUsers).doesNotThrowAnyException();
            }
        }
        assertThat(lastUse(key)).isEqualTo(used);
        try (StsClient sts = cloud.sts(gone)) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(StsException.class).hasMessageContaining("security token");
        }
        try (StsClient sts = cloud.sts(mfa); StsClient again = cloud.sts(key)) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":user/ada");
            assertThatThrownBy(() -> again.getSessionToken(request -> request.serialNumber(device.serial()).tokenCode(code)))
                    .as("a code that was shown before").isInstanceOf(StsException.class);
        }
    }

    private String lastUse(AwsCredentials key) {
        try (IamClient iam = cloud.iam()) {
            return iam.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId())).accessKeyLastUsed().toString();
        }
    }
}
