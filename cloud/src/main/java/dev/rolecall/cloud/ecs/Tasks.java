package dev.rolecall.cloud.ecs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.rolecall.cloud.state.State;

/** The tasks of all clusters. One that has stopped can be looked at for an hour, as on AWS. */
final class Tasks {
    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<Task.Key, Task> byKey = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Tasks(InstantSource clock) {
        this.clock = clock;
    }

    /** A task that had not stopped when the cloud ended has ended with it. */
    void keepIn(State state) {
        state.keep("ecs/tasks", Task.class, () -> all().collect(Collectors.toMap(Task::arn, Function.identity())),
                stored -> stored.values().forEach(task -> add(task.hasStopped() ? task : task.with(interrupted(task.progress())))));
    }

    private Progress interrupted(Progress progress) {
        return progress.stopping(StopReason.interrupted("The local cloud was stopped.")).allStopped().to(TaskStatus.STOPPED,
                clock.instant());
    }

    void add(Task task) {
        byKey.put(task.key(), task);
    }

    Optional<Task> find(Task.Key key) {
        forget();
        return Optional.ofNullable(byKey.get(key));
    }

    /** The oldest first. */
    Stream<Task> all() {
        forget();
        return byKey.values().stream().sorted(Comparator.comparing(Task::created).thenComparing(Task::arn));
    }

    Stream<Task> of(String cluster) {
        return all().filter(task -> task.key().cluster().equals(cluster));
    }

    /** Whether it was there to be changed. */
    boolean change(Task.Key key, UnaryOperator<Task> change) {
        return byKey.computeIfPresent(key, (_, task) -> change.apply(task)) != null;
    }

    void progress(Task.Key key, UnaryOperator<Progress> change) {
        change(key, task -> task.with(change.apply(task.progress())));
    }

    void container(Task.Key key, String name, UnaryOperator<ContainerState> change) {
        progress(key, progress -> progress.with(name, change));
    }

    private void forget() {
        Instant oldest = clock.instant().minus(KEPT);
        byKey.values().removeIf(task -> task.progress().when(TaskStatus.STOPPED).filter(oldest::isAfter).isPresent());
    }
}
