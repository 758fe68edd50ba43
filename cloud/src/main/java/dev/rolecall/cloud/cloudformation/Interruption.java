package dev.rolecall.cloud.cloudformation;

import java.util.Optional;

/**
 * What becomes of what was under way when the cloud was stopped: whoever asked for it is gone, and their credentials with them, so it
 * cannot go on. It comes up in the state that CloudFormation has for work that failed, from where the stack can be deleted.
 */
final class Interruption {
    private static final String REASON = "The local cloud was stopped while this was under way.";

    private Interruption() {}

    /** A stack's next state; empty where nobody worked on it. A clean-up that fails does not undo an update, on AWS either. */
    static Optional<Status> ofStack(Status status) {
        return switch (status) {
            case CREATE_IN_PROGRESS -> Optional.of(Status.CREATE_FAILED);
            case ROLLBACK_IN_PROGRESS -> Optional.of(Status.ROLLBACK_FAILED);
            case UPDATE_IN_PROGRESS, UPDATE_ROLLBACK_IN_PROGRESS -> Optional.of(Status.UPDATE_ROLLBACK_FAILED);
            case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS -> Optional.of(Status.UPDATE_COMPLETE);
            case UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS -> Optional.of(Status.UPDATE_ROLLBACK_COMPLETE);
            case DELETE_IN_PROGRESS -> Optional.of(Status.DELETE_FAILED);
            case REVIEW_IN_PROGRESS, CREATE_COMPLETE, CREATE_FAILED, ROLLBACK_COMPLETE, ROLLBACK_FAILED, UPDATE_COMPLETE, UPDATE_FAILED,
                    UPDATE_ROLLBACK_COMPLETE, UPDATE_ROLLBACK_FAILED, DELETE_COMPLETE, DELETE_FAILED, DELETE_SKIPPED ->
                Optional.empty();
        };
    }

    /** A resource's next state; empty where nobody worked on it. */
    static Optional<Status> ofResource(Status status) {
        return switch (status) {
            case CREATE_IN_PROGRESS -> Optional.of(Status.CREATE_FAILED);
            case UPDATE_IN_PROGRESS -> Optional.of(Status.UPDATE_FAILED);
            case DELETE_IN_PROGRESS -> Optional.of(Status.DELETE_FAILED);
            default -> Optional.empty();
        };
    }

    /** The reason, after that of a roll-back where one was under way. */
    static String reason(Status status, Optional<String> before) {
        boolean rolling = switch (status) {
            case ROLLBACK_IN_PROGRESS, UPDATE_ROLLBACK_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS -> true;
            default -> false;
        };
        return before.filter(_ -> rolling).map(reason -> reason.strip() + " " + REASON).orElse(REASON);
    }
}
