package dev.rolecall.cloud.iam;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.identity.Grants;

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

    static AwsException invalidInput(String message) {
        return new AwsException("InvalidInput", 400, message);
    }

    /** An identity goes when its policies are gone; a boundary does not hinder. */
    static void requireNoPolicies(Grants grants) {
        if (!grants.attached().isEmpty()) {
            throw conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!grants.inline().isEmpty()) {
            throw conflict("Cannot delete entity, must delete policies first.");
        }
    }
}
