package dev.rolecall.lab.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.target.Shown;
import dev.rolecall.lab.target.Target;

/**
 * What a demonstration found.
 *
 * @param target    the target's name
 * @param notes     what there is not as on AWS, or not the target's own work
 * @param control   what became of the same read with a made-up key; empty where there was no object to read
 * @param workloads those of the lesson, in their order
 * @param cleanup   what was looked for when everything was deleted; empty where nothing can be left
 * @param phases    the steps and their times
 * @param elapsed   of the whole command
 */
public record DemoReport(String target, Shown shown, String region, String account, List<String> notes, Optional<Control> control,
        List<WorkloadResult> workloads, Optional<Certificate> cleanup, List<Phases.Phase> phases, Duration elapsed) {

    /** With what a target says of itself, and the steps so far. */
    public static DemoReport of(Target target, Optional<Control> control, List<WorkloadResult> results,
            Optional<Certificate> cleanup, Phases phases) {
        return new DemoReport(target.name(), target.shown(), target.region(), target.account(), target.notes(), control, results, cleanup,
                phases.finished(), phases.elapsed());
    }

    /** Whether all have read, and nothing is left. */
    public ExitCode exitCode() {
        boolean holds = workloads.stream().allMatch(result -> result.outcome() == Outcome.READ)
                && cleanup.filter(certificate -> !certificate.clean()).isEmpty();
        return holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
