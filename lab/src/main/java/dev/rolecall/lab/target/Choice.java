package dev.rolecall.lab.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A target that somebody chose: who and where it is has been looked up, and nothing has been started or changed. */
public interface Choice {
    String name();

    /** The account that templates are synthesised for. */
    String account();

    /** Whether the target lives on after the command, so that something can be left in it. */
    boolean outlivesTheCommand();

    /** What a person should know before anything is changed; empty where nothing can be broken and nothing costs. */
    default Optional<Briefing> briefing() {
        return Optional.empty();
    }

    /**
     * What it costs to create the stacks, in sentences; none where it costs nothing.
     *
     * @param insecureLife how long until the stack with the key deletes itself, if nobody does before
     * @param task         whether a task on ECS may be run
     */
    default List<String> costs(Duration insecureLife, boolean task) {
        return List.of();
    }

    /**
     * Starts what has to be started.
     *
     * @param directory where it and what runs in it may write: the run's own folder, which a target may remove where the run is killed
     * @throws dev.rolecall.lab.LabException with the reason and the way out when something that it needs is missing or taken
     */
    Target start(Path directory);
}
