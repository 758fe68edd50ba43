package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.rolecall.cloud.template.TemplateException;

/** Creates and deletes one stack. */
final class StackEngine {
    private final Stack stack;
    private final ExportTable exports;
    private final String region;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    StackEngine(Stack stack, ExportTable exports, String region) {
        this.stack = stack;
        this.exports = exports;
        this.region = region;
    }

    /** Lets what is being created finish, and begins nothing more. */
    void cancel() {
        cancelled.set(true);
    }

    void create(Calls calls) {
        Blueprint blueprint = stack.blueprint();
        ResourceWork work = new ResourceWork(stack, calls, region);
        Set<String> failed = new ConcurrentSkipListSet<>();
        InOrder.run(blueprint.evaluation().dependencies(), id -> {
            if (!cancelled.get() && failed.isEmpty()) {
                StackResource resource = stack.begin(id, blueprint.declared(id).type(), Status.CREATE_IN_PROGRESS);
                if (!work.create(resource, () -> blueprint.wanted(id, stack), Status.CREATE_COMPLETE, Status.CREATE_FAILED)) {
                    failed.add(id);
                }
            }
        });
        // Somebody asked for the stack's deletion meanwhile: that goes on from here.
        if (!cancelled.get()) {
            Optional<String> reason = failed.isEmpty()
                    ? outputs()
                    : Optional.of("The following resource(s) failed to create: " + failed + ".");
            reason.ifPresentOrElse(text -> fail(text, work), () -> stack.completed());
        }
    }

    private Optional<String> outputs() {
        try {
            var outputs = stack.evaluation().outputs(stack);
            exports.publish(stack.request(), outputs);
            stack.outputs(outputs);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void fail(String reason, ResourceWork work) {
        switch (stack.request().onFailure()) {
            case DO_NOTHING -> stack.turn(Status.CREATE_FAILED, Optional.of(reason));
            case ROLLBACK -> {
                stack.turn(Status.ROLLBACK_IN_PROGRESS, Optional.of(reason + " Rollback requested by user."));
                List<String> left = deleteAll(work, true);
                exports.release(stack.request());
                stack.turn(left.isEmpty() ? Status.ROLLBACK_COMPLETE : Status.ROLLBACK_FAILED, left.isEmpty()
                        ? Optional.empty()
                        : Optional.of(reason + " The following resource(s) failed to delete: " + left + "."));
            }
            case DELETE -> {
                stack.turn(Status.DELETE_IN_PROGRESS, Optional.of(reason + " Delete requested by user."));
                delete(work);
            }
        }
    }

    /** Deletes the stack's resources in reverse order. */
    void delete(Calls calls) {
        delete(new ResourceWork(stack, calls, region));
    }

    private void delete(ResourceWork work) {
        List<String> left = deleteAll(work, false);
        if (left.isEmpty()) {
            exports.release(stack.request());
            stack.turn(Status.DELETE_COMPLETE, Optional.empty());
        } else {
            stack.turn(Status.DELETE_FAILED, Optional.of("The following resource(s) failed to delete: " + left + "."));
        }
    }

    /** The logical ids that could not be deleted. */
    private List<String> deleteAll(ResourceWork work, boolean rollback) {
        Set<String> left = new ConcurrentSkipListSet<>();
        Map<String, List<StackResource>> existing = new LinkedHashMap<>();
        stack.existing().reversed()
                .forEach(resource -> existing.computeIfAbsent(resource.logicalId(), _ -> new ArrayList<>()).add(resource));
        Map<String, Set<String>> order = DeletionOrder.of(existing.keySet(), stack.dependencies());
        InOrder.run(order, id -> existing.getOrDefault(id, List.of()).forEach(resource -> {
            boolean blocked = order.getOrDefault(id, Set.of()).stream().anyMatch(left::contains);
            if (blocked || !work.delete(resource, stack.blueprint().retains(id, rollback))) {
                left.add(id);
            }
        }));
        return List.copyOf(left);
    }
}
