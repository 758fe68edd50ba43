package dev.rolecall.lab.experiment;

import java.util.Optional;

/**
 * One thing that an experiment looked at. What was observed may go on after a comma, with what the claim leaves open.
 *
 * @param kind     what it is to the claim
 * @param what     was looked at
 * @param expected if the claim holds; never a secret
 * @param observed in the same words where it does; never a secret
 */
public record Finding(Kind kind, String what, String expected, String observed) {

    /** What a finding is to the claim. */
    public enum Kind {
        /** What the claim says. */
        CLAIM,
        /** What has to hold for the rest to mean anything: that a copy reads as long as nothing is changed on it. */
        CONTROL
    }

    static Finding of(String what, String expected, String observed) {
        return new Finding(Kind.CLAIM, what, expected, observed);
    }

    /** What a service or the SDK answered: where it is not as expected, its words may say why. */
    static Finding answered(Kind kind, String what, String expected, String observed, Optional<String> words) {
        Finding finding = new Finding(kind, what, expected, observed);
        return finding.agrees() || words.isEmpty() ? finding : new Finding(kind, what, expected, observed + ", " + words.get());
    }

    static Finding control(String what, String expected, String observed) {
        return new Finding(Kind.CONTROL, what, expected, observed);
    }

    /** Whether it is as expected. */
    public boolean agrees() {
        return observed.equals(expected) || observed.startsWith(expected + ",");
    }
}
