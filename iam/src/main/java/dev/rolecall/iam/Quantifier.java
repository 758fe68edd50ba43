package dev.rolecall.iam;

import java.util.List;
import java.util.function.Predicate;

/** What an operator asks of a key with several values, see {@code reference_policies_condition-single-vs-multi-valued-context-keys}. */
enum Quantifier {
    /** No set operator: one value that matches is enough, one that matches is too much where the operator is negated. */
    NONE(""),
    /** Every value in the request, which is true of none. */
    ALL_VALUES("forallvalues:"),
    /** At least one value in the request. */
    ANY_VALUE("foranyvalue:");

    private final String prefix;

    Quantifier(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    boolean holds(List<String> found, Predicate<String> test, boolean negated) {
        // Set operators take values that are all empty text for an empty set.
        boolean nothing = this != NONE && found.stream().allMatch(String::isEmpty);
        return switch (this) {
            case NONE -> negated ? found.stream().allMatch(test) : found.stream().anyMatch(test);
            case ALL_VALUES -> nothing || found.stream().allMatch(test);
            case ANY_VALUE -> !nothing && found.stream().anyMatch(test);
        };
    }
}
