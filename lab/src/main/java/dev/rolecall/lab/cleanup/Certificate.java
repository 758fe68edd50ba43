package dev.rolecall.lab.cleanup;

import java.time.Instant;
import java.util.List;

import dev.rolecall.lab.ExitCode;

/**
 * What was removed, what was looked for afterwards, and what was found.
 *
 * @param target  the target's name
 * @param lab     the value of the lab's tag
 * @param at      when it was looked for
 * @param removed stacks that this command deleted
 * @param failed  stacks that could not be deleted, with the reason
 * @param checked everything that was looked for
 * @param left    what is still there, in the order in which it can be removed
 */
public record Certificate(String target, String account, String region, String lab, Instant at, List<String> removed, List<String> failed,
        List<Checked> checked, List<Leftover> left) {

    /** Whether everything was looked for and nothing was found. */
    public boolean clean() {
        return failed.isEmpty() && left.isEmpty() && checked.stream().allMatch(look -> look.obstacle().isEmpty());
    }

    public ExitCode exitCode() {
        return clean() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
