package dev.rolecall.iam;

import java.util.List;

/** Prints an explanation for people: the summary, then each policy and statement on a line. */
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
        return text.toString();
    }

    /** What kept a statement from matching, as a clause. */
    static String difference(StatementTrace statement) {
        return switch (statement.outcome()) {
            case StatementOutcome.Matched _ -> "matches";
            case StatementOutcome.ElementDiffers(String element, List<String> wanted, String found) ->
                "differs in " + element + ": it says " + list(wanted) + ", the request has " + found;
            case StatementOutcome.ConditionFails fails -> "fails " + fails.operator() + " on " + fails.key() + ": it says "
                    + list(fails.wanted()) + ", the request has " + fails.found().map(ExplanationText::list).orElse("no such key");
        };
    }

    private static String list(List<String> values) {
        if (values.isEmpty()) {
            return "nothing";
        }
        String shown = String.join(", ", values.subList(0, Math.min(SHOWN, values.size())));
        return values.size() > SHOWN ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
    }
}
