package dev.rolecall.iam;

import java.util.List;
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

    /** What kept it from matching; nothing where it matched. */
    public List<Mismatch> mismatches() {
        return switch (outcome) {
            case StatementOutcome.Matched _ -> List.of();
            case StatementOutcome.Differs(List<Mismatch> mismatches) -> mismatches;
        };
    }

    /** The conditions of a statement that matched: it hangs on them. */
    public List<ConditionTrace> hangsOn() {
        return switch (outcome) {
            case StatementOutcome.Matched(PrincipalMatch _, List<ConditionTrace> conditions) -> conditions;
            case StatementOutcome.Differs _ -> List.of();
        };
    }

    /** {@code statement 0 (ReadLesson)}. */
    public String label() {
        return "statement " + index + sid.map(text -> " (" + text + ")").orElse("");
    }
}
