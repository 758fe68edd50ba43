package dev.rolecall.lab.target;

import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a service answered in place of a result. An emulator's answer may have no details; then its status has to do.
 *
 * @param code    {@code AccessDenied}
 * @param message in the service's words
 */
public record ServiceError(String code, String message) {
    /** Of an answer that the SDK threw. */
    public static ServiceError of(AwsServiceException answer) {
        String status = "status " + answer.statusCode();
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        return new ServiceError(details.map(AwsErrorDetails::errorCode).orElse(status),
                details.map(AwsErrorDetails::errorMessage).orElse(status));
    }

    /** Both, for people. */
    public String words() {
        return code + ": " + message;
    }
}
