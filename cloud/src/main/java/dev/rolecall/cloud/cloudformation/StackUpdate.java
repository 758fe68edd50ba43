package dev.rolecall.cloud.cloudformation;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import dev.rolecall.cloud.template.TemplateException;

/**
 * Makes one stack what a new template says: what is new is created, what differs is changed in place or replaced, what is gone is
 * deleted in the end. Where one of them fails, all goes back, or, where that is asked for, stays for the next attempt.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">Update
 *      behaviors of stack resources</a>
 */
final class StackUpdate {
    /** Its words on AWS; see https://github.com/aws/aws-sam-cli/issues/4585. */
    private static final String REPLACING = "Replacement type updates not supported on stack with disable-rollback.";

    private final Stack stack;
    private final Blueprint next;
    private final ExportTable exports;
    private final ResourceWork work;
    private final Manner manner;
    private final Comparison comparison;
    private final Progress progress;
    private final Set<String> unmade = new ConcurrentSkipListSet<>();
    private final Set<String> unchanged = new ConcurrentSkipListSet<>();

    /** @param comparison finds what was changed behind CloudFormation's back */
    StackUpdate(Stack stack, Blueprint next, ExportTable exports, ResourceWork work, Manner manner, Comparison comparison) {
        this.stack = stack;
        this.next = next;
        this.exports = exports;
        this.work = work;
        this.manner = manner;
        this.comparison = comparison;
        this.progress = new Progress(next.evaluation().dependencies(), manner.preserving(), stack::isCancelled);
    }

    void run() {
        // What an interrupted clean-up left, and what failed to be made.
        stack.putUnmadeAside();
        work.sweep();
        stack.updating(next.evaluation().dependencies());
        InOrder.run(next.evaluation().dependencies(), id -> {
            if (progress.mayBegin(id)) {
                Optional<StackResource> existing = stack.resource(id);
                boolean done = existing.map(resource -> bring(id, resource)).orElseGet(() -> create(id));
                if (!done) {
                    progress.failed(id);
                    (existing.isPresent() ? unchanged : unmade).add(id);
                }
            }
        });
        boolean cancelled = stack.isCancelled();
        Optional<String> reason = failure(unmade, "create").or(() -> failure(unchanged, "update"))
                .or(() -> cancelled ? Optional.of("User Initiated") : outputs());
        if (reason.isEmpty()) {
            cleanUp();
        } else if (manner.preserving() && !cancelled) {
            stack.attempted(Optional.of(next.request()));
            stack.turn(Status.UPDATE_FAILED, reason);
        } else {
            stack.turn(Status.UPDATE_ROLLBACK_IN_PROGRESS, reason);
            new StackRollback(stack, work, Set.of(), false).run();
        }
    }

    private static Optional<String> failure(Set<String> failed, String verb) {
        return failed.isEmpty() ? Optional.empty() : Optional.of("The following resource(s) failed to " + verb + ": " + failed + ". ");
    }

    private Optional<String> outputs() {
        try {
            var outputs = next.evaluation().outputs(stack);
            exports.publish(next.request(), outputs);
            stack.outputs(outputs);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e.getMessage());
        }
    }

    private boolean create(String id) {
        StackResource resource = stack.begin(id, next.declared(id).type(), Status.CREATE_IN_PROGRESS);
        return work.create(resource, () -> next.wanted(id, stack), Status.CREATE_COMPLETE, Status.CREATE_FAILED);
    }

    private boolean bring(String id, StackResource resource) {
        Optional<DriftReport.Resource> drift = manner.reverting() ? comparison.of(resource) : Optional.empty();
        if (drift.filter(found -> found.standing() == DriftReport.Standing.DELETED).isPresent()) {
            stack.lose(resource);
            return create(id);
        }
        Applied told = resource.applied().orElseThrow();
        Applied before = drift.map(told::drifted).orElse(told);
        Applied after;
        try {
            after = next.wanted(id, stack);
        } catch (TemplateException e) {
            return refuse(resource, e.getMessage());
        }
        Set<String> differences = before.differences(after);
        if (differences.isEmpty()) {
            return true;
        }
        ResourceType type = ResourceTypes.named(resource.type()).orElseThrow();
        if (!type.isReplacedBy(differences)) {
            Optional<String> refused = type.refusal(differences);
            if (refused.isPresent()) {
                return refuse(resource, "This local cloud does not implement a change of " + refused.get()
                        + " in place. Under another logical id the resource is replaced.");
            }
            boolean done = work.update(resource, before, after);
            if (!done && manner.preserving()) {
                work.restore(resource, after, before);
            }
            return done;
        }
        return manner.preserving() ? refuse(resource, REPLACING) : replace(id, resource, after, differences);
    }

    private boolean replace(String id, StackResource old, Applied after, Set<String> differences) {
        Optional<String> name = ResourceTypes.named(old.type()).orElseThrow().physicalName(after)
                .filter(property -> !differences.contains(property));
        if (name.isPresent()) {
            return refuse(old, "CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename "
                    + old.physicalId().orElse(id) + " and update the stack again.");
        }
        StackResource fresh = stack.replacement(old);
        boolean done = work.create(fresh, () -> after, Status.UPDATE_COMPLETE, Status.UPDATE_FAILED);
        if (done) {
            stack.put(fresh);
        }
        return done;
    }

    /** Nothing was begun, so nothing has to be taken back. */
    private boolean refuse(StackResource resource, String reason) {
        stack.turn(resource, Status.UPDATE_FAILED, Optional.of(reason));
        return false;
    }

    /** What is no longer needed goes; that something of it stays does not undo the update. */
    private void cleanUp() {
        stack.updated(next);
        stack.settle(Status.UPDATE_COMPLETE, work.sweep()
                ? Optional.empty()
                : Optional.of("Update successful. One or more resources could not be deleted."));
    }
}
