package dev.rolecall.cloud.cloudformation;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.template.TemplateException;

/** Creates, changes and deletes the resources of one stack in somebody's name, and tells what happened. */
final class ResourceWork {
    /** A resource that is gone already counts as deleted. */
    private static final Set<String> GONE = Set.of("NoSuchEntity", "NoSuchBucket", "NoSuchBucketPolicy", "ResourceNotFoundException",
            "ParameterNotFound", "RepositoryNotFoundException", "InvalidInstanceID.NotFound",
            "ClusterNotFoundException");

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
        // What it was told is known before it is done: from wherever it fails, or the cloud is killed, there is a way back.
        resource.apply(after);
        return update(resource, () -> change(resource, before, after));
    }

    /** Whether it is again what it was; where it is not, it can be tried again. */
    boolean takeBack(StackResource resource, Applied told, Applied was) {
        return update(resource, () -> {
            change(resource, told, was);
            resource.apply(was);
        });
    }

    private boolean update(StackResource resource, Runnable change) {
        stack.turn(resource, Status.UPDATE_IN_PROGRESS, Optional.empty());
        Optional<String> failure = attempt(change);
        stack.turn(resource, failure.isEmpty() ? Status.UPDATE_COMPLETE : Status.UPDATE_FAILED, failure);
        return failure.isEmpty();
    }

    /** Takes an update that failed back, and leaves it failed. Where that fails, too, it is tried again with the stack's next operation. */
    void restore(StackResource resource, Applied told, Applied was) {
        if (attempt(() -> change(resource, told, was)).isEmpty()) {
            resource.apply(was);
            stack.note();
        }
    }

    private void change(StackResource resource, Applied before, Applied after) {
        Creation creation = new Creation(stack, resource, after, calls, region);
        typeOf(resource).inPlace().accept(new Change(creation, before, before.differences(after)));
    }

    /** Deletes what is aside, and forgets also what could not be deleted; whether all is gone. */
    boolean sweep() {
        boolean clean = true;
        for (StackResource resource : stack.aside()) {
            clean &= delete(resource, false);
            stack.forget(resource);
        }
        return clean;
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
            for (Removal step : resource.removal()) {
                unlessGone(() -> step.goAs(calls));
                resource.gone(step);
            }
        });
        stack.turn(resource, failure.isEmpty() ? Status.DELETE_COMPLETE : Status.DELETE_FAILED, failure);
        return failure.isEmpty();
    }

    private static ResourceType typeOf(StackResource resource) {
        return ResourceTypes.named(resource.type()).orElseThrow();
    }

    /** Whether an error says that what was asked for is not there. */
    static boolean isGone(AwsException e) {
        return GONE.contains(e.code());
    }

    static void unlessGone(Runnable step) {
        try {
            step.run();
        } catch (AwsException e) {
            if (!isGone(e)) {
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
