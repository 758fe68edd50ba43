package dev.rolecall.cloud.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task of a cluster: what it was run as, and how far it is.
 *
 * @param definition  the revision that it is of
 * @param overrides   what was to be otherwise
 * @param clientToken by which a repeated call gets what the first one made
 */
record Task(Key key, String arn, String clusterArn, TaskDefinition definition, Overrides overrides, NetworkPlace network, String group,
        Optional<String> startedBy, Optional<String> clientToken, Instant created, Map<String, String> tags, Progress progress) {

    /** A task's id is its own in its cluster. */
    record Key(String cluster, String id) {}

    Task {
        tags = Map.copyOf(tags);
    }

    boolean hasStopped() {
        return progress.lastStatus() == TaskStatus.STOPPED;
    }

    /** What it shall be. */
    TaskStatus desired() {
        return progress.stop().isPresent() ? TaskStatus.STOPPED : TaskStatus.RUNNING;
    }

    /** As they are run: with the overrides. */
    List<ContainerDefinition> containers() {
        return definition.registration().containers().stream().map(overrides::apply).toList();
    }

    FargateSize size() {
        return overrides.size().orElse(definition.registration().size());
    }

    Optional<String> taskRole() {
        return overrides.taskRole().or(() -> definition.registration().taskRole());
    }

    Optional<String> executionRole() {
        return overrides.executionRole().or(() -> definition.registration().executionRole());
    }

    Task with(Progress next) {
        return new Task(key, arn, clusterArn, definition, overrides, network, group, startedBy, clientToken, created, tags, next);
    }

    Task tagged(Map<String, String> changed) {
        return new Task(key, arn, clusterArn, definition, overrides, network, group, startedBy, clientToken, created, changed, progress);
    }
}
