package dev.rolecall.lab.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.target.Shown;

/**
 * What became of all claims that were put to the proof.
 *
 * @param target  the target's name
 * @param notes   what there is not as on AWS, or not the target's own work
 * @param cleanup what was looked for when everything was deleted; empty where nothing can be left
 * @param elapsed of the whole command
 */
public record Ledger(String target, Shown shown, List<String> notes, List<Entry> entries, Optional<Certificate> cleanup, Duration elapsed) {

    /** How many claims came to a verdict. */
    long count(Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }

    /** Whether nothing is disproved, nothing broke, and nothing is left. */
    public ExitCode exitCode() {
        boolean holds = entries.stream().noneMatch(entry -> entry.verdict().fails())
                && cleanup.filter(certificate -> !certificate.clean()).isEmpty();
        return holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
