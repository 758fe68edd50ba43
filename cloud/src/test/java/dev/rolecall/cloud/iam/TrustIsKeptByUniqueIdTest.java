package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

import dev.rolecall.cloud.TestCloud;

/** A trust policy trusts a user, not a name. */
class TrustIsKeptByUniqueIdTest {
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
    void whoeverTakesTheNameOfATrustedUserIsNotTrusted() {
        AwsCredentials ana = cloud.user("Ana", Optional.of(TestCloud.allow("sts:AssumeRole", "*")));
        String arn = "arn:aws:iam::" + TestCloud.ACCOUNT + ":user/Ana";
        String role = iam.createRole(request -> request.roleName("OfAna").assumeRolePolicyDocument(trust(arn))).role().arn();
        assume(ana, role);
        assertThat(shown("OfAna")).as("as it was written").isEqualTo(trust(arn));

        iam.deleteUserPolicy(request -> request.userName("Ana")
                .policyName(iam.listUserPolicies(list -> list.userName("Ana")).policyNames().getFirst()));
        iam.deleteAccessKey(request -> request.userName("Ana").accessKeyId(ana.accessKeyId()));
        iam.deleteUser(request -> request.userName("Ana"));
        AwsCredentials another = cloud.user("Ana", Optional.of(TestCloud.allow("sts:AssumeRole", "*")));
        assertThatThrownBy(() -> assume(another, role)).isInstanceOf(StsException.class).hasMessageContaining("not authorized");
        assertThat(shown("OfAna")).as("the one who is gone").contains("AIDA").doesNotContain(arn);

        iam.updateAssumeRolePolicy(request -> request.roleName("OfAna").policyDocument(trust(arn)));
        assume(another, role);
    }

    @Test
    void aUserWhoIsRenamedStaysTrusted() {
        AwsCredentials bob = cloud.user("Bob", Optional.of(TestCloud.allow("sts:AssumeRole", "*")));
        String role = iam.createRole(request -> request.roleName("OfBob")
                .assumeRolePolicyDocument(trust("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/Bob"))).role().arn();
        iam.updateUser(request -> request.userName("Bob").newUserName("Robert"));
        assume(bob, role);
        assertThat(shown("OfBob")).contains(":user/Robert");
    }

    @Test
    void nobodyCanBeTrustedWhoIsNotThere() {
        assertFails(400, "MalformedPolicyDocument", () -> iam.createRole(request -> request.roleName("OfNobody")
                .assumeRolePolicyDocument(trust("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/nobody"))));
    }

    private static String trust(String arn) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + arn
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static String shown(String role) {
        return URLDecoder.decode(iam.getRole(request -> request.roleName(role)).role().assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    }

    private static void assume(AwsCredentials who, String role) {
        try (StsClient sts = cloud.sts(who)) {
            sts.assumeRole(request -> request.roleArn(role).roleSessionName("worn"));
        }
    }
}
