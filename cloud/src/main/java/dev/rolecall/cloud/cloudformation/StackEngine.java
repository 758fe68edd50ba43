package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.template.TemplateException;
import dev.rolecall.cloud.template.TemplateResource;

/** Creates and deletes the resources of one stack: each on a virtual thread of its own, as soon as what it needs is there. */
final class StackEngine {
    private static final Executor THREADS = task -> Thread.ofVirtual().name("stack").start(task);
    /** A resource that is gone already counts as deleted. */
    private static final Set<String> GONE = Set.of("NoSuchEntity", "NoSuchBucket", "NoSuchBucketPolicy", "ResourceNotFoundException",
            "ParameterNotFound", "InvalidInstanceID.NotFound");

    private final Stack stack;
    private final ExportTable exports;
    private final String region;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    StackEngine(Stack stack, ExportTable exports, String region) {
        this.stack = stack;
        this.exports = exports;
        this.region = region;
    }

    static CompletableFuture<Void> start(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }

    /** Lets what is being created finish, and begins nothing more. */
    void cancel() {
        cancelled.set(true);
    }

    void create(Calls calls) {
        Set<String> failed = new ConcurrentSkipListSet<>();
        walk(stack.evaluation().dependencies(), id -> {
            if (!cancelled.get() && failed.isEmpty() && !create(id, calls)) {
                failed.add(id);
            }
        });
        // Somebody asked for the stack's deletion meanwhile: that goes on from here.
        if (!cancelled.get()) {
            Optional<String> reason = failed.isEmpty()
                    ? outputs()
                    : Optional.of("The following resource(s) failed to create: " + failed + ".");
            reason.ifPresentOrElse(text -> fail(text, calls), () -> stack.completed());
        }
        stack.forgetSecrets();
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

    private void fail(String reason, Calls calls) {
        switch (stack.request().onFailure()) {
            case DO_NOTHING -> stack.turn(Status.CREATE_FAILED, Optional.of(reason));
            case ROLLBACK -> {
                stack.turn(Status.ROLLBACK_IN_PROGRESS, Optional.of(reason + " Rollback requested by user."));
                List<String> left = deleteAll(calls, true);
                exports.release(stack.request());
                stack.turn(left.isEmpty() ? Status.ROLLBACK_COMPLETE : Status.ROLLBACK_FAILED, left.isEmpty()
                        ? Optional.empty()
                        : Optional.of(reason + " The following resource(s) failed to delete: " + left + "."));
            }
            case DELETE -> {
                stack.turn(Status.DELETE_IN_PROGRESS, Optional.of(reason + " Delete requested by user."));
                delete(calls);
            }
        }
    }

    /** Deletes the stack's resources in reverse order. */
    void delete(Calls calls) {
        List<String> left = deleteAll(calls, false);
        if (left.isEmpty()) {
            exports.release(stack.request());
            stack.turn(Status.DELETE_COMPLETE, Optional.empty());
        } else {
            stack.turn(Status.DELETE_FAILED, Optional.of("The following resource(s) failed to delete: " + left + "."));
        }
    }

    private boolean create(String id, Calls calls) {
        TemplateResource declared = stack.evaluation().resources().get(id);
        if (declared == null) {
            throw new IllegalStateException(id);
        }
        StackResource resource = stack.begin(id, declared.type());
        Optional<String> failure = attempt(() -> {
            ResourceType type = ResourceTypes.named(declared.type()).orElseThrow();
            type.create().accept(new Creation(stack, resource, stack.evaluation().properties(id, stack), calls, region));
        });
        stack.turn(resource, failure.isEmpty() ? Status.CREATE_COMPLETE : Status.CREATE_FAILED, failure);
        return failure.isEmpty();
    }

    /** The logical ids that could not be deleted. */
    private List<String> deleteAll(Calls calls, boolean rollback) {
        Set<String> left = new ConcurrentSkipListSet<>();
        Map<String, Set<String>> dependents = new LinkedHashMap<>();
        stack.resources().reversed().forEach(resource -> dependents.put(resource.logicalId(), new LinkedHashSet<>()));
        stack.evaluation().dependencies().forEach((id, needs) -> needs.forEach(need -> {
            if (dependents.containsKey(id)) {
                dependents.computeIfPresent(need, (_, users) -> {
                    users.add(id);
                    return users;
                });
            }
        }));
        walk(reversed(dependents), id -> stack.resource(id).ifPresent(resource -> {
            boolean blocked = dependents.getOrDefault(id, Set.of()).stream().anyMatch(left::contains);
            if (blocked || !delete(resource, calls, rollback)) {
                left.add(id);
            }
        }));
        return List.copyOf(left);
    }

    /** In an order in which everything comes after what it waits for. */
    private Map<String, Set<String>> reversed(Map<String, Set<String>> dependents) {
        Map<String, Set<String>> ordered = new LinkedHashMap<>();
        new ArrayList<>(stack.evaluation().dependencies().keySet()).reversed().forEach(id -> {
            if (dependents.containsKey(id)) {
                ordered.put(id, dependents.getOrDefault(id, Set.of()));
            }
        });
        return ordered;
    }

    private boolean delete(StackResource resource, Calls calls, boolean rollback) {
        Status status = resource.state().status();
        if (status == Status.DELETE_COMPLETE || status == Status.DELETE_SKIPPED) {
            return true;
        }
        TemplateResource declared = stack.evaluation().resources().get(resource.logicalId());
        String policy = declared == null ? "Delete" : declared.deletionPolicy();
        if (resource.physicalId().isPresent() && (policy.equals("Retain") || (policy.equals("RetainExceptOnCreate") && !rollback))) {
            stack.turn(resource, Status.DELETE_SKIPPED, Optional.empty());
            return true;
        }
        if (resource.physicalId().isPresent()) {
            stack.turn(resource, Status.DELETE_IN_PROGRESS, Optional.empty());
        }
        Optional<String> failure = attempt(() -> {
            for (Optional<Consumer<Calls>> step = resource.nextUndo(); step.isPresent(); step = resource.nextUndo()) {
                unlessGone(step.get(), calls);
                resource.undone();
            }
        });
        stack.turn(resource, failure.isEmpty() ? Status.DELETE_COMPLETE : Status.DELETE_FAILED, failure);
        return failure.isEmpty();
    }

    private static void unlessGone(Consumer<Calls> step, Calls calls) {
        try {
            step.accept(calls);
        } catch (AwsException e) {
            if (!GONE.contains(e.code())) {
                throw e;
            }
        }
    }

    /** Empty where it worked, else the reason. */
    private static Optional<String> attempt(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (AwsException e) {
            return Optional.of("Resource handler returned message: \"" + e.getMessage() + " (Status Code: " + e.status()
                    + ")\" (HandlerErrorCode: " + e.code() + ")");
        } catch (TemplateException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            // Its message may quote properties, and so a secret.
            return Optional.of("Internal failure of this local cloud: " + e.getClass().getSimpleName());
        }
    }

    /** Runs the action for each id once those it waits for are done; the map has every id after those. */
    private static void walk(Map<String, Set<String>> waitsFor, Consumer<String> action) {
        Map<String, CompletableFuture<Void>> done = new LinkedHashMap<>();
        waitsFor.forEach((id, others) -> {
            CompletableFuture<?>[] before = others.stream().map(done::get).toArray(CompletableFuture<?>[]::new);
            done.put(id, CompletableFuture.allOf(before).thenRunAsync(() -> action.accept(id), THREADS));
        });
        CompletableFuture.allOf(done.values().toArray(CompletableFuture<?>[]::new)).join();
    }
}
