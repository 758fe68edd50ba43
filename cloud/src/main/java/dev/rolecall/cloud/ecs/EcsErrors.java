package dev.rolecall.cloud.ecs;

import dev.rolecall.cloud.api.AwsException;

/** Errors of ECS; what is wrong with a parameter is a validation error, which its wire calls {@code InvalidParameterException}. */
final class EcsErrors {
    private EcsErrors() {}

    static AwsException client(String message) {
        return new AwsException("ClientException", 400, message);
    }

    static AwsException clusterNotFound() {
        return new AwsException("ClusterNotFoundException", 400, "Cluster not found.");
    }

    static AwsException notHere(String what) {
        return AwsException.validation("This local cloud does not implement " + what + ".");
    }
}
