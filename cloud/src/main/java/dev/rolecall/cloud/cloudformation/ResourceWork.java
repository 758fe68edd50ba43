package dev.rolecall.cloud.cloudformation;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.template.TemplateException;

/** Creates, changes and deletes the resources of one stack in somebody's name, and tells what happened. */
final class ResourceWork {
    /** A resource that is gone already counts as deleted. */
    private static final Set<String> GONE = Set.of("NoSuchEntity", "NoSuchBucket", "NoSuchBucketPolicy", "ResourceNotFoundException",
            "ParameterNotFound", "InvalidInstanceID.NotFound", "ClusterNotFoundException");

    private final Stack stack;
    private final Calls calls;
    private final String region;

    ResourceWork(Stack stack, Calls calls, String region) {
        this.stack = stack;
        this.calls = calls;
        this.region = region;
    }

    /** Whether it is there now; {@code wanted} is asked for within, since it may not come to anything. */
    boolean create(StackResource resource, Supplier<Applied> wanted, Status complete, Status failed) {
        Optional<String> failure = attempt(() -> {
            Applied applied = wanted.get();
            typeOf(resource).create().accept(new Creation(stack, resource, applied, calls, region));
            resource.apply(applied);
        });
        stack.turn(resource, failure.isEmpty() ? complete : failed, failure);
        return failure.isEmpty();
    }

    /** Whether it is now what it shall be. */
    boolean update(StackResource resource, Applied before, Applied after) {
        stack.turn(resource, Status.UPDATE_IN_PROGRESS, Optional.empty());
        Optional<String> failure = attempt(() -> {
            Creation creation = new Creation(stack, resource, after, calls, region);
            typeOf(resource).inPlace().accept(new Change(creation, before, before.differences(after)));
            resource.apply(after);
        });
        stack.turn(resource, failure.isEmpty() ? Status.UPDATE_COMPLETE : Status.UPDATE_FAILED, failure);
        return failure.isEmpty();
    }

    /** Whether it is gone, or stays because it shall. */
    boolean delete(StackResource resource, boolean retain) {
        Status status = resource.state().status();
        if (status == Status.DELETE_COMPLETE || status == Status.DELETE_SKIPPED) {
            return true;
        }
        boolean exists = resource.physicalId().isPresent();
        if (exists && retain) {
            stack.turn(resource, Status.DELETE_SKIPPED, Optional.empty());
            return true;
        }
        if (exists) {
            stack.turn(resource, Status.DELETE_IN_PROGRESS, Optional.empty());
        }
        Optional<String> failure = attempt(() -> {
            for (Optional<Consumer<Calls>> step = resource.nextUndo(); step.isPresent(); step = resource.nextUndo()) {
                Consumer<Calls> next = step.get();
                unlessGone(() -> next.accept(calls));
                resource.undone();
            }
        });
        stack.turn(resource, failure.isEmpty() ? Status.DELETE_COMPLETE : Status.DELETE_FAILED, failure);
        return failure.isEmpty();
    }

    private static ResourceType typeOf(StackResource resource) {
        return ResourceTypes.named(resource.type()).orElseThrow();
    }

    static void unlessGone(Runnable step) {
        try {
            step.run();
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
}
