package dev.rolecall.lab.policy;

import java.nio.file.Path;

import dev.rolecall.iam.Decision;
import dev.rolecall.iam.cases.PolicyCase;

/** What became of one case. */
public record CaseResult(Path file, PolicyCase of, Decision decision) {

    boolean failed() {
        return of.isFailedBy(decision);
    }

    boolean passed() {
        return of.expected().isPresent() && !failed();
    }
}
