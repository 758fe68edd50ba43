package dev.rolecall.cloud.api;

import tools.jackson.databind.node.ObjectNode;

/** The one way to an operation: authorise, run, audit. The gateway uses it for clients, CloudFormation for the resources of a stack. */
@FunctionalInterface
public interface Invoker {
    /**
     * Makes the call.
     *
     * @throws AwsException when the policies do not allow the call, the operation does not exist, or it fails
     */
    ObjectNode invoke(Caller caller, ApiCall call);

    /** The same for who has to note what comes of the call, and then keeps both together. */
    default ObjectNode invokeUnkept(Caller caller, ApiCall call) {
        return invoke(caller, call);
    }
}
