package dev.rolecall.lab.experiment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that an experiment looked at; at least one finding is about the claim itself. */
public record Observation(List<Finding> findings) {
    public Observation {
        findings = List.copyOf(findings);
        if (findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.CLAIM)) {
            throw new IllegalArgumentException("An observation that says nothing of the claim.");
        }
    }

    static Observation of(Finding... findings) {
        return new Observation(List.of(findings));
    }

    /** In one line. */
    public String expected() {
        return line(Finding::expected);
    }

    /** In one line. */
    public String observed() {
        return line(Finding::observed);
    }

    /** Those of a kind that are not as expected. */
    public Stream<Finding> against(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind && !finding.agrees());
    }

    private String line(Function<Finding, String> side) {
        return findings.stream().map(finding -> finding.what() + ": " + side.apply(finding)).collect(Collectors.joining("; "));
    }
}
