package dev.rolecall.cloud.ecs;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.rolecall.cloud.ecs.ContainerDefinition.Dependency;

/**
 * In which order the containers of a task start, and, the other way round, stop. How a task ends whose container waits in vain, AWS does not
 * document: here it has failed to start.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html">ContainerDependency</a>
 */
record Dependencies(Map<String, ContainerRun> containers) {
    private static final Executor THREADS = task -> Thread.ofVirtual().name("stop container").start(task);

    /** Starts a container once all others are as it needs them. */
    void startWhenMet(ContainerRun container) {
        CompletableFuture<?>[] conditions = container.container().dependsOn().stream().map(dependency -> met(container, dependency))
                .toArray(CompletableFuture<?>[]::new);
        var _ = CompletableFuture.allOf(conditions).thenRun(container::start);
    }

    /** Stops a container once all that depend on it have ended. */
    CompletableFuture<Void> stopAfterDependents(ContainerRun container) {
        String name = container.container().name();
        CompletableFuture<?>[] dependents = containers.values().stream()
                .filter(other -> other.container().dependsOn().stream().anyMatch(dependency -> dependency.container().equals(name)))
                .map(other -> other.ended().exceptionally(_ -> 0)).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(dependents).thenRunAsync(container::stop, THREADS);
    }

    private CompletableFuture<Void> met(ContainerRun container, Dependency dependency) {
        ContainerRun other = other(dependency);
        String text = "Container " + container.container().name() + " waits for the " + dependency.condition() + " of container "
                + dependency.container();
        CompletableFuture<Void> met = switch (dependency.condition()) {
            case START -> other.begun().copy();
            case COMPLETE -> other.ended().thenAccept(_ -> {});
            case SUCCESS -> other.ended().thenAccept(code -> {
                if (code != 0) {
                    throw new CannotStartException(text + ", which exited with code " + code + ".");
                }
            });
        };
        other.container().startTimeout().ifPresent(seconds -> {
            var _ = other.begun().thenRunAsync(() -> met.orTimeout(seconds, TimeUnit.SECONDS));
        });
        return met.whenComplete((_, failure) -> {
            if (failure != null) {
                container.fail(failure.getCause() instanceof CannotStartException known
                        ? known
                        : new CannotStartException(text + ", which has not come in time."));
            }
        });
    }

    private ContainerRun other(Dependency dependency) {
        ContainerRun other = containers.get(dependency.container());
        if (other == null) {
            throw new IllegalStateException(dependency.container());
        }
        return other;
    }
}
