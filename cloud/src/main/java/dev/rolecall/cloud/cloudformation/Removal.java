package dev.rolecall.cloud.cloudformation;

import dev.rolecall.cloud.api.ApiCall;

/** A step of how a resource goes away. It is data, so that it outlives whoever made the resource. */
sealed interface Removal {
    /** A call of the service that owns it. */
    record Call(ApiCall call) implements Removal {}

    /** An instance is ended, and waited for: what it wears and stands in can go only then. */
    record Termination(String instanceId) implements Removal {}

    /** Goes the step in somebody's name. */
    default void goAs(Calls calls) {
        switch (this) {
            case Call(ApiCall call) -> calls.call(call.service(), call.operation(), call.parameters());
            case Termination(String instanceId) -> ComputeResources.terminate(calls, instanceId);
        }
    }
}
