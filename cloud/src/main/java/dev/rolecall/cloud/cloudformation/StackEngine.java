package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

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
        Map<String, Set<String>> needs = blueprint.evaluation().dependencies();
        Progress progress = new Progress(needs, blueprint.request().onFailure() == StackRequest.OnFailure.DO_NOTHING, cancelled::get);
        InOrder.run(blueprint.evaluation().dependencies(), id -> {
            if (progress.mayBegin(id)) {
                StackResource resource = stack.begin(id, blueprint.declared(id).type(), Status.CREATE_IN_PROGRESS);
                if (!work.create(resource, () -> blueprint.wanted(id, stack), Status.CREATE_COMPLETE, Status.CREATE_FAILED)) {
                    progress.failed(id);
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
                rollBack(work, reason + " ", id -> stack.blueprint().retains(id, true));
            }
            case DELETE -> {
                stack.turn(Status.DELETE_IN_PROGRESS, Optional.of(reason + " Delete requested by user."));
                delete(work, Set.of());
            }
        }
    }

    /**
     * Takes back a creation that stopped on its way.
     *
     * @param all whether also goes what would stay by its deletion policy
     */
    void rollBack(Calls calls, boolean all) {
        rollBack(new ResourceWork(stack, calls, region), "", id -> !all && stack.blueprint().retains(id, true));
    }

    private void rollBack(ResourceWork work, String reason, Predicate<String> retained) {
        List<String> left = deleteAll(work, retained);
        exports.release(stack.request());
        stack.turn(left.isEmpty() ? Status.ROLLBACK_COMPLETE : Status.ROLLBACK_FAILED, left.isEmpty()
                ? Optional.empty()
                : Optional.of(reason + "The following resource(s) failed to delete: " + left + "."));
    }

    /**
     * Deletes the stack's resources in reverse order.
     *
     * @param retained the logical ids of those that stay all the same
     */
    void delete(Calls calls, Set<String> retained) {
        delete(new ResourceWork(stack, calls, region), retained);
    }

    private void delete(ResourceWork work, Set<String> retained) {
        List<String> left = deleteAll(work, id -> retained.contains(id) || stack.blueprint().retains(id, false));
        if (left.isEmpty()) {
            exports.release(stack.request());
            stack.turn(Status.DELETE_COMPLETE, Optional.empty());
        } else {
            stack.turn(Status.DELETE_FAILED, Optional.of("The following resource(s) failed to delete: " + left + "."));
        }
    }

    /** The logical ids that could not be deleted. */
    private List<String> deleteAll(ResourceWork work, Predicate<String> retained) {
        Set<String> left = new ConcurrentSkipListSet<>();
        Map<String, List<StackResource>> existing = new LinkedHashMap<>();
        stack.existing().reversed()
                .forEach(resource -> existing.computeIfAbsent(resource.logicalId(), _ -> new ArrayList<>()).add(resource));
        Map<String, Set<String>> order = DeletionOrder.of(existing.keySet(), stack.dependencies());
        InOrder.run(order, id -> existing.getOrDefault(id, List.of()).forEach(resource -> {
            boolean blocked = order.getOrDefault(id, Set.of()).stream().anyMatch(left::contains);
            if (blocked || !work.delete(resource, retained.test(id))) {
                left.add(id);
            }
        }));
        return List.copyOf(left);
    }
}
