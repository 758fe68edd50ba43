package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListSet;

import dev.rolecall.cloud.template.TemplateException;

/**
 * Makes one stack what a new template says: what is new is created, what differs is changed in place or replaced, what is gone is
 * deleted in the end. Where one of them fails, all goes back.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">Update
 *      behaviors of stack resources</a>
 */
final class StackUpdate {
    private final Stack stack;
    private final Blueprint next;
    private final ExportTable exports;
    private final ResourceWork work;
    private final Deque<Step> steps = new ConcurrentLinkedDeque<>();

    /** What was begun, to be taken back in reverse. */
    private sealed interface Step {
        record Created(StackResource resource) implements Step {}

        record Replaced(StackResource old, StackResource fresh) implements Step {}

        record Changed(StackResource resource, Applied before, Applied after) implements Step {}
    }

    StackUpdate(Stack stack, Blueprint next, ExportTable exports, ResourceWork work) {
        this.stack = stack;
        this.next = next;
        this.exports = exports;
        this.work = work;
    }

    void run() {
        // What an interrupted clean-up left.
        sweep();
        stack.updating(next.evaluation().dependencies());
        Set<String> unmade = new ConcurrentSkipListSet<>();
        Set<String> unchanged = new ConcurrentSkipListSet<>();
        InOrder.run(next.evaluation().dependencies(), id -> {
            if (unmade.isEmpty() && unchanged.isEmpty()) {
                Optional<StackResource> existing = stack.resource(id);
                boolean done = existing.map(resource -> bring(id, resource)).orElseGet(() -> create(id));
                if (!done) {
                    (existing.isPresent() ? unchanged : unmade).add(id);
                }
            }
        });
        Optional<String> reason = failure(unmade, "create").or(() -> failure(unchanged, "update")).or(this::outputs);
        reason.ifPresentOrElse(this::rollBack, this::cleanUp);
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
        steps.push(new Step.Created(resource));
        return work.create(resource, () -> next.wanted(id, stack), Status.CREATE_COMPLETE, Status.CREATE_FAILED);
    }

    private boolean bring(String id, StackResource resource) {
        Applied before = resource.applied().orElseThrow();
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
                return refuse(resource, "This local cloud does not implement a change of " + refused.get() + " in place.");
            }
            steps.push(new Step.Changed(resource, before, after));
            return work.update(resource, before, after);
        }
        return replace(id, resource, after, differences);
    }

    private boolean replace(String id, StackResource old, Applied after, Set<String> differences) {
        Optional<String> name = ResourceTypes.named(old.type()).orElseThrow().physicalName(after)
                .filter(property -> !differences.contains(property));
        if (name.isPresent()) {
            return refuse(old, "CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename "
                    + old.physicalId().orElse(id) + " and update the stack again.");
        }
        StackResource fresh = stack.replacement(old);
        steps.push(new Step.Replaced(old, fresh));
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
        stack.settle(Status.UPDATE_COMPLETE, sweep()
                ? Optional.empty()
                : Optional.of("Update successful. One or more resources could not be deleted."));
    }

    /** Deletes what is aside, and forgets also what could not be deleted; whether all is gone. */
    private boolean sweep() {
        boolean clean = true;
        for (StackResource resource : stack.aside()) {
            clean &= work.delete(resource, false);
            stack.forget(resource);
        }
        return clean;
    }

    private void rollBack(String reason) {
        stack.turn(Status.UPDATE_ROLLBACK_IN_PROGRESS, Optional.of(reason));
        List<StackResource> fresh = new ArrayList<>();
        boolean back = true;
        for (Step step : steps) {
            switch (step) {
                case Step.Created(StackResource resource) -> fresh.add(resource);
                case Step.Replaced(StackResource old, StackResource replacement) -> {
                    fresh.add(replacement);
                    stack.put(old);
                    stack.turn(old, Status.UPDATE_COMPLETE, Optional.empty());
                }
                case Step.Changed(StackResource resource, Applied was, Applied is) -> back &= work.update(resource, is, was);
            }
        }
        if (!back) {
            stack.turn(Status.UPDATE_ROLLBACK_FAILED, Optional.of(reason));
            return;
        }
        stack.rolledBack(fresh);
        sweep();
        stack.settle(Status.UPDATE_ROLLBACK_COMPLETE, Optional.empty());
    }
}
