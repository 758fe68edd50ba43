package dev.rolecall.cloud.ecs;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.SessionCredentials;

/** ECS calling other services for a task, as the task's execution role. */
@FunctionalInterface
public interface ExecutionRole {
    /**
     * Makes a call.
     *
     * @param session of the role
     * @throws AwsException where the role may not, or the service refuses
     */
    ObjectNode call(SessionCredentials session, ApiCall call);
}
