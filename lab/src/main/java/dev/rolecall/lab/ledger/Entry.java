package dev.rolecall.lab.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.experiment.Finding;
import dev.rolecall.lab.experiment.Observation;

/**
 * What became of one claim.
 *
 * @param observation what was looked at; empty where it did not come to that
 * @param reason      why it was not proven, where what was observed does not say it
 * @param took        how long its experiment ran
 */
public record Entry(Claim claim, Verdict verdict, Optional<Observation> observation, Optional<String> reason, Duration took) {

    static Entry of(Claim claim, Observation observation, Duration took) {
        Verdict verdict = Verdict.of(observation);
        Optional<String> reason = verdict == Verdict.BROKEN
                ? Optional.of("What the experiment stands on is not as it has to be: " + observation.against(Finding.Kind.CONTROL)
                        .map(finding -> finding.what() + ": " + finding.observed()).collect(Collectors.joining("; ")) + ".")
                : Optional.empty();
        return new Entry(claim, verdict, Optional.of(observation), reason, took);
    }

    static Entry broken(Claim claim, String reason, Duration took) {
        return new Entry(claim, Verdict.BROKEN, Optional.empty(), Optional.of(reason), took);
    }

    static Entry notProvable(Claim claim, String reason) {
        return new Entry(claim, Verdict.NOT_PROVABLE_HERE, Optional.empty(), Optional.of(reason), Duration.ZERO);
    }

    static Entry documented(Claim claim) {
        return new Entry(claim, Verdict.DOCUMENTED_ONLY, Optional.empty(), Optional.of("There is nothing to run; the source says it."),
                Duration.ZERO);
    }
}
