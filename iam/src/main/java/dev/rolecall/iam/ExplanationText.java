package dev.rolecall.iam;

import java.util.List;
import java.util.stream.Collectors;

/** Prints an explanation for people: the summary, then each policy and statement on a line, then what would have to change. */
public final class ExplanationText {
    private static final int SHOWN = 4;

    private ExplanationText() {}

    /** A few lines without a line end after the last. */
    public static String render(Explanation explanation) {
        StringBuilder text = new StringBuilder(explanation.summary());
        for (PolicyTrace policy : explanation.policies()) {
            text.append("\n  ").append(policy.layer().text()).append(' ').append(policy.policy());
            for (StatementTrace statement : policy.statements()) {
                text.append("\n    ").append(statement.label()).append(", ").append(statement.effect().text()).append(": ")
                        .append(difference(statement));
            }
        }
        explanation.changes().forEach(change -> text.append("\n  to be allowed: ").append(ChangeText.of(change)));
        return text.toString();
    }

    /** What kept a statement from matching, as a clause. */
    static String difference(StatementTrace statement) {
        return statement.matched()
                ? "matches"
                : statement.mismatches().stream().map(ExplanationText::difference).collect(Collectors.joining("; "));
    }

    private static String difference(Mismatch mismatch) {
        return switch (mismatch) {
            case Mismatch.ElementDiffers(String element, List<String> wanted, String found) ->
                "differs in " + element + ": it says " + list(wanted) + ", the request has " + found;
            case Mismatch.ConditionFails(ConditionTrace condition) -> "fails " + condition.operator() + " on " + condition.key()
                    + ": it says " + list(condition.wanted()) + ", the request has " + found(condition);
        };
    }

    static String found(ConditionTrace condition) {
        return condition.found().map(ExplanationText::list).orElse("no such key");
    }

    static String list(List<String> values) {
        if (values.isEmpty()) {
            return "nothing";
        }
        String shown = String.join(", ", values.subList(0, Math.min(SHOWN, values.size())));
        return values.size() > SHOWN ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
    }
}
