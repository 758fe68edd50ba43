package dev.rolecall.iam;

import java.util.Locale;
import java.util.Optional;

/**
 * A condition operator with what stands around it.
 *
 * @param text     as written
 * @param negated  whether it asks for "not"
 * @param ifExists whether it holds when the key is absent
 */
record ConditionOperator(String text, Quantifier quantifier, Comparison comparison, boolean negated, boolean ifExists) {
    private static final String IF_EXISTS = "ifexists";

    /** Empty when there is no such operator. Case is not significant, as IAM has it. */
    static Optional<ConditionOperator> of(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        Quantifier quantifier = Quantifier.NONE;
        for (Quantifier candidate : Quantifier.values()) {
            if (candidate != Quantifier.NONE && name.startsWith(candidate.prefix())) {
                quantifier = candidate;
                name = name.substring(candidate.prefix().length());
                break;
            }
        }
        boolean ifExists = name.endsWith(IF_EXISTS);
        if (ifExists) {
            name = name.substring(0, name.length() - IF_EXISTS.length());
        }
        for (Comparison comparison : Comparison.values()) {
            boolean negated = comparison.isNegatedBy(name);
            if (negated || comparison.isCalled(name)) {
                boolean nullIfExists = comparison == Comparison.NULL && ifExists;
                return nullIfExists
                        ? Optional.empty()
                        : Optional.of(new ConditionOperator(text, quantifier, comparison, negated, ifExists));
            }
        }
        return Optional.empty();
    }

    boolean holdsWhenAbsent() {
        return ifExists || switch (quantifier) {
            case NONE -> negated;
            case ALL_VALUES -> true;
            case ANY_VALUE -> false;
        };
    }
}
