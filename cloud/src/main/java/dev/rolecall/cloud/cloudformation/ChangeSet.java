package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of a stack that somebody prepared.
 *
 * @param id          its ARN
 * @param creates     whether the stack is not there yet
 * @param request     what the stack would be
 * @param failure     why it cannot be executed
 * @param description as given
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html">DescribeChangeSet</a>
 */
record ChangeSet(String id, String name, boolean creates, StackRequest request, List<PlannedChange> changes, Optional<String> failure,
        Optional<String> description, Instant at, Execution execution) {

    enum Execution {
        AVAILABLE, UNAVAILABLE, EXECUTE_COMPLETE
    }

    String status() {
        return failure.isEmpty() ? "CREATE_COMPLETE" : "FAILED";
    }

    ChangeSet turned(Execution next) {
        return new ChangeSet(id, name, creates, request, changes, failure, description, at, next);
    }
}
