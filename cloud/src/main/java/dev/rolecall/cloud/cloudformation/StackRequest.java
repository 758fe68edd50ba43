package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.template.Template;

/**
 * What somebody asked a stack to be.
 *
 * @param id         the stack's ARN
 * @param parameters as given, without defaults
 * @param tags       put on every resource that takes tags
 */
record StackRequest(String id, String name, String accountId, Template template, Map<String, String> parameters, Map<String, String> tags,
        List<String> capabilities, List<String> notificationArns, Optional<String> roleArn, OnFailure onFailure, Instant at) {

    /** What becomes of what is there already when a resource fails. */
    enum OnFailure {
        ROLLBACK, DO_NOTHING, DELETE
    }

    /** The same for a stack that has an id already. */
    StackRequest of(String stackId) {
        return new StackRequest(stackId, name, accountId, template, parameters, tags, capabilities, notificationArns, roleArn, onFailure,
                at);
    }

    /** The same, of which stays what is there when a resource fails. */
    StackRequest preserving() {
        return new StackRequest(id, name, accountId, template, parameters, tags, capabilities, notificationArns, roleArn,
                OnFailure.DO_NOTHING, at);
    }

    @Override
    public String toString() {
        return "StackRequest[" + id + "]";
    }
}
