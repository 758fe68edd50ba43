package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.cloud.template.Evaluation;

/** How a stack stands. */
record StackSnapshot(Status status, Optional<String> reason, Optional<Instant> updatedAt, Optional<Instant> deletedAt,
        List<Evaluation.Output> outputs) {
    private static final Set<Status> KEEPS_ITS_REASON = EnumSet.of(Status.ROLLBACK_COMPLETE, Status.ROLLBACK_FAILED,
            Status.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, Status.UPDATE_ROLLBACK_COMPLETE);

    StackSnapshot turned(Status next, Optional<String> why, Instant now) {
        // A stack that has come to rest keeps telling why it did.
        return new StackSnapshot(next, KEEPS_ITS_REASON.contains(next) ? why.or(() -> reason) : why,
                next == Status.UPDATE_IN_PROGRESS ? Optional.of(now) : updatedAt,
                next == Status.DELETE_COMPLETE ? Optional.of(now) : deletedAt, outputs);
    }

    StackSnapshot with(List<Evaluation.Output> resolved) {
        return new StackSnapshot(status, reason, updatedAt, deletedAt, List.copyOf(resolved));
    }
}
