package dev.rolecall.cloud.cloudformation;

import java.util.Optional;

/**
 * What is known of a stack beside its template and its resources. What was asked for may hold secrets, so it prints none.
 *
 * @param protection whether it cannot be deleted
 * @param attempted  what it was last asked to be, where it stopped on the way there
 * @param drift      what was found when it was last compared with its template
 */
record StackNotes(boolean protection, Optional<StackRequest> attempted, Optional<DriftReport> drift) {
    static final StackNotes NONE = new StackNotes(false, Optional.empty(), Optional.empty());

    StackNotes protectedFromDeletion(boolean enabled) {
        return new StackNotes(enabled, attempted, drift);
    }

    StackNotes attempting(Optional<StackRequest> request) {
        return new StackNotes(protection, request, drift);
    }

    StackNotes compared(Optional<DriftReport> report) {
        return new StackNotes(protection, attempted, report);
    }

    @Override
    public String toString() {
        return "StackNotes[protection=" + protection + "]";
    }
}
