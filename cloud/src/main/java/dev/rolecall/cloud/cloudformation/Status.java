package dev.rolecall.cloud.cloudformation;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of stacks and of resources that occur here, by AWS's names.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack status codes</a>
 */
enum Status {
    REVIEW_IN_PROGRESS, CREATE_IN_PROGRESS, CREATE_COMPLETE, CREATE_FAILED, ROLLBACK_IN_PROGRESS, ROLLBACK_COMPLETE, ROLLBACK_FAILED, //
    UPDATE_IN_PROGRESS, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, UPDATE_COMPLETE, UPDATE_FAILED, //
    UPDATE_ROLLBACK_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE, UPDATE_ROLLBACK_FAILED, //
    DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED, DELETE_SKIPPED;

    private static final Set<Status> UPDATABLE = EnumSet.of(CREATE_COMPLETE, UPDATE_COMPLETE, UPDATE_ROLLBACK_COMPLETE);
    private static final Set<Status> UPDATING = EnumSet.of(UPDATE_IN_PROGRESS, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
            UPDATE_ROLLBACK_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS);

    /** Whether a stack in this state can be updated where nothing is to go back: it stopped on the way to be what it was asked to be. */
    boolean unfinished() {
        return this == CREATE_FAILED || this == UPDATE_FAILED;
    }

    /** Whether a stack can come back to this state later; see RollbackStack. */
    boolean stable() {
        return UPDATABLE.contains(this);
    }

    /** Whether a stack in this state can be updated. */
    boolean updatable() {
        return UPDATABLE.contains(this);
    }

    /** Whether an update of the stack is under way. */
    boolean updating() {
        return UPDATING.contains(this);
    }
}
