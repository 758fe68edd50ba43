package dev.rolecall.cloud.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Tag;

import dev.rolecall.cloud.TestCloud;

/** What the tests of role sessions do alike. */
final class AssumedRole {
    private AssumedRole() {}

    static AssumeRoleResponse assume(TestCloud cloud, AwsCredentials caller, String role, Consumer<AssumeRoleRequest.Builder> how) {
        try (StsClient sts = cloud.sts(caller)) {
            return sts.assumeRole(request -> how.accept(request.roleArn(role).roleSessionName("lesson")));
        }
    }

    static AwsSessionCredentials session(TestCloud cloud, AwsCredentials caller, String role, Consumer<AssumeRoleRequest.Builder> how) {
        return TestCloud.session(assume(cloud, caller, role, how).credentials());
    }

    /** A fresh role with a trust policy of its own; answers its ARN. */
    static String role(TestCloud cloud, String name, String trust, String policy) {
        try (IamClient iam = cloud.iam()) {
            String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust)).role().arn();
            iam.putRolePolicy(request -> request.roleName(name).policyName("inline").policyDocument(policy));
            return arn;
        }
    }

    /** A trust policy for a principal of the account: {@code root}, {@code user/NAME}; {@code more} is the rest of the statement. */
    static String trust(String principal, String actions, String more) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": %s,
                 "Principal": {"AWS": "arn:aws:iam::%s:%s"}%s}]}""".formatted(actions, TestCloud.ACCOUNT, principal, more);
    }

    /** An identity policy with a condition. */
    static String allowIf(String actions, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": %s, "Resource": "*", "Condition": %s}]}"""
                .formatted(actions, condition);
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static void assertFails(int status, String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).as(error.getMessage()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        }).hasMessageContaining(message);
    }
}
