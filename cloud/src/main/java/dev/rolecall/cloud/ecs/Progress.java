package dev.rolecall.cloud.ecs;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How far a task is.
 *
 * @param version one higher with every change
 * @param since   when it came to which status; a status that it did not come to is not in it
 * @param stop    why it stops, as soon as it shall
 */
record Progress(TaskStatus lastStatus, long version, Map<TaskStatus, Instant> since, Optional<StopReason> stop,
        List<ContainerState> containers) {
    Progress {
        since = Map.copyOf(since);
        containers = List.copyOf(containers);
    }

    /** A task never goes back. */
    Progress to(TaskStatus status, Instant now) {
        if (status.compareTo(lastStatus) <= 0) {
            return this;
        }
        Map<TaskStatus, Instant> times = new EnumMap<>(TaskStatus.class);
        times.putAll(since);
        times.put(status, now);
        return new Progress(status, version + 1, times, stop, containers);
    }

    /** The first reason is the reason. */
    Progress stopping(StopReason reason) {
        return stop.isPresent() ? this : new Progress(lastStatus, version + 1, since, Optional.of(reason), containers);
    }

    Progress with(String container, UnaryOperator<ContainerState> change) {
        return new Progress(lastStatus, version + 1, since, stop,
                containers.stream().map(state -> state.name().equals(container) ? change.apply(state) : state).toList());
    }

    Progress allStopped() {
        return new Progress(lastStatus, version + 1, since, stop, containers.stream().map(ContainerState::stopped).toList());
    }

    Optional<Instant> when(TaskStatus status) {
        return Optional.ofNullable(since.get(status));
    }
}
