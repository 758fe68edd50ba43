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
    private static final String ENCODED = "Encoded authorization failure message:";

    /** Of an answer that the SDK threw. */
    public static ServiceError of(AwsServiceException answer) {
        String status = "status " + answer.statusCode();
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        return new ServiceError(details.map(AwsErrorDetails::errorCode).orElse(status),
                details.map(AwsErrorDetails::errorMessage).map(ServiceError::readable).orElse(status));
    }

    /** EC2 ends a denial with a reason that only who may decode it can read. */
    private static String readable(String message) {
        int encoded = message.indexOf(ENCODED);
        return encoded < 0 ? message : message.substring(0, encoded).strip();
    }

    /** Both, for people. */
    public String words() {
        return code + ": " + message;
    }
}
