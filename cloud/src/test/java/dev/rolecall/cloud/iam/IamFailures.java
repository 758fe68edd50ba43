package dev.rolecall.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.iam.model.IamException;

/** What IAM refuses, as the SDK hears it. */
final class IamFailures {
    private IamFailures() {}

    static void assertFails(int status, String code, ThrowingCallable call) {
        assertFails(status, code, "", call);
    }

    /** @param words part of the message */
    static void assertFails(int status, String code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(IamException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorMessage()).contains(words);
        });
    }
}
