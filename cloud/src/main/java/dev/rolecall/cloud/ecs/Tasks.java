package dev.rolecall.cloud.ecs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The tasks of all clusters. One that has stopped can be looked at for an hour, as on AWS. */
final class Tasks {
    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<Task.Key, Task> byKey = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Tasks(InstantSource clock) {
        this.clock = clock;
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
