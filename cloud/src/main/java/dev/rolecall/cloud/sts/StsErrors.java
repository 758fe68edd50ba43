package dev.rolecall.cloud.sts;

import dev.rolecall.cloud.api.AwsException;

/** STS's errors beside validation. AWS documents few of the texts; these are the ones that clients have reported. */
final class StsErrors {
    private StsErrors() {}

    static AwsException denied(String message) {
        return new AwsException("AccessDenied", 403, message);
    }

    /** A parameter that does not fit the others, or the session that calls. */
    static AwsException parameter(String message) {
        return new AwsException("InvalidParameterValue", 400, message);
    }
}
