package dev.rolecall.iam.cases;

import java.util.Arrays;
import java.util.Optional;

import dev.rolecall.iam.Decision;

/** The decision that a case expects. */
public enum Expectation {
    ALLOW("Allow"), IMPLICIT_DENY("ImplicitDeny"), EXPLICIT_DENY("ExplicitDeny");

    private final String word;

    Expectation(String word) {
        this.word = word;
    }

    /** As it stands in a file, and as {@link Decision#word} says it. */
    public String word() {
        return word;
    }

    public boolean isMetBy(Decision decision) {
        return decision.word().equals(word);
    }

    static Optional<Expectation> of(String word) {
        return Arrays.stream(values()).filter(expectation -> expectation.word.equals(word)).findFirst();
    }
}
