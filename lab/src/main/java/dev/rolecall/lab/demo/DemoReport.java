package dev.rolecall.lab.demo;

import java.time.Duration;
import java.util.List;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.target.Shown;

/**
 * What a demonstration found.
 *
 * @param target    the target's name
 * @param workloads the four, in their order
 * @param phases    the steps and their times
 * @param elapsed   of the whole command
 */
public record DemoReport(String target, Shown shown, String region, String account, List<WorkloadResult> workloads,
        List<Phases.Phase> phases, Duration elapsed) {

    /** Whether all four have read. */
    public ExitCode exitCode() {
        return workloads.stream().allMatch(result -> result.outcome() == Outcome.READ) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
