package dev.rolecall.iam;

import java.util.List;
import java.util.stream.Collectors;

/** Says for people what would have to change, as a clause. */
final class ChangeText {
    private ChangeText() {}

    static String of(Change change) {
        return switch (change) {
            case Change.Allow allow -> allow(allow);
            case Change.RemoveDeny(Place place) -> "remove " + place.label() + hangsOn(place.statement());
            case Change.UseAnotherPrincipal(String action) -> "call " + action + " as a user or a role; no policy allows it to a root user";
        };
    }

    private static String allow(Change.Allow allow) {
        String what = "allows " + allow.action() + " on " + allow.resource();
        if (allow.policies().isEmpty()) {
            return "there is no " + allow.layer().text() + "; one is needed that " + what;
        }
        return allow.nearest().map(place -> "widen " + place.label() + ": " + place.statement().mismatches().stream()
                .map(ChangeText::needed).collect(Collectors.joining("; ")))
                .orElseGet(
                        () -> "add a statement that " + what + " to " + allow.layer().text() + " " + String.join(" or ", allow.policies()));
    }

    private static String needed(Mismatch mismatch) {
        return switch (mismatch) {
            case Mismatch.ElementDiffers(String element, List<String> wanted, String found) -> "its " + element + " says "
                    + ExplanationText.list(wanted) + (element.startsWith("Not") ? ", and must not cover " : ", and needs to cover ")
                    + found;
            case Mismatch.ConditionFails(ConditionTrace condition) -> "its condition " + of(condition) + " has to hold";
        };
    }

    private static String hangsOn(StatementTrace statement) {
        return statement.hangsOn().isEmpty()
                ? ""
                : ", or let one of its conditions not hold: "
                        + statement.hangsOn().stream().map(ChangeText::of).collect(Collectors.joining("; "));
    }

    private static String of(ConditionTrace condition) {
        return condition.operator() + " on " + condition.key() + " (it says " + ExplanationText.list(condition.wanted())
                + ", the request has "
                + ExplanationText.found(condition) + ")";
    }
}
