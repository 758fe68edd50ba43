package dev.rolecall.cloud.iam;

import dev.rolecall.cloud.api.AwsException;

/**
 * IAM's errors.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html#API_CreateRole_Errors">Errors</a>
 */
final class IamErrors {
    private IamErrors() {}

    /** @param kind {@code role}, {@code user}… */
    static AwsException absent(String kind, String name) {
        return new AwsException("NoSuchEntity", 404, "The " + kind + " with name " + name + " cannot be found.");
    }

    static AwsException exists(String kind, String name) {
        return new AwsException("EntityAlreadyExists", 409, kind + " with name " + name + " already exists.");
    }

    static AwsException conflict(String message) {
        return new AwsException("DeleteConflict", 409, message);
    }

    static AwsException limit(String message) {
        return new AwsException("LimitExceeded", 409, message);
    }
}
