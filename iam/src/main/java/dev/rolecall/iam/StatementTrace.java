package dev.rolecall.iam;

import java.util.Optional;

/**
 * What became of one statement.
 *
 * @param index its place in the document, from 0
 */
public record StatementTrace(int index, Optional<String> sid, Effect effect, StatementOutcome outcome) {

    public boolean matched() {
        return outcome instanceof StatementOutcome.Matched;
    }

    /** {@code statement 0 (ReadLesson)}. */
    public String label() {
        return "statement " + index + sid.map(text -> " (" + text + ")").orElse("");
    }
}
