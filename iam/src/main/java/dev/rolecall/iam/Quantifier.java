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
        return switch (this) {
            case NONE -> negated ? all(found, test) : any(found, test);
            // Set operators take values that are all empty text for an empty set.
            case ALL_VALUES -> all(found, String::isEmpty) || all(found, test);
            case ANY_VALUE -> !all(found, String::isEmpty) && any(found, test);
        };
    }

    private static boolean all(List<String> values, Predicate<String> test) {
        return !any(values, value -> !test.test(value));
    }

    /** A loop, because every condition of every request comes here. */
    private static boolean any(List<String> values, Predicate<String> test) {
        for (String value : values) {
            if (test.test(value)) {
                return true;
            }
        }
        return false;
    }
}
