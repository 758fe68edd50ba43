package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One operator applied to one key, see {@code reference_policies_elements_condition_operators} and
 * {@code reference_policies_condition-logic-multiple-context-keys-or-values}.
 */
public final class Condition {
    private final ConditionOperator operator;
    private final String key;
    private final String lowerCaseKey;
    private final List<String> values;
    private final List<WantedValue> wanted;

    Condition(ConditionOperator operator, String key, List<String> values, LanguageVersion version) {
        this.operator = operator;
        this.key = key;
        this.lowerCaseKey = key.toLowerCase(Locale.ROOT);
        this.values = List.copyOf(values);
        this.wanted = values.stream().map(value -> operator.comparison().compile(value, version)).toList();
    }

    /** As written: {@code ForAnyValue:StringLikeIfExists}. */
    public String operator() {
        return operator.text();
    }

    /** As written; its case is not significant. */
    public String key() {
        return key;
    }

    /** As written, variables and all. */
    public List<String> values() {
        return values;
    }

    String lowerCaseKey() {
        return lowerCaseKey;
    }

    boolean holds(RequestContext context) {
        // A key without a value is as good as absent.
        Optional<List<String>> found = context.find(lowerCaseKey).filter(list -> !list.isEmpty());
        if (operator.comparison() == Comparison.NULL) {
            // Empty text is the page's example of a value that is null.
            boolean isNull = found.isEmpty() || found.get().stream().allMatch(String::isEmpty);
            return values.stream().anyMatch(value -> value.equalsIgnoreCase(String.valueOf(isNull)));
        }
        if (found.isEmpty()) {
            return operator.holdsWhenAbsent();
        }
        List<Predicate<String>> tests = new ArrayList<>(wanted.size());
        for (WantedValue value : wanted) {
            // reference_policies_variables: a variable without a value is null, which nothing equals; an operator that asks for "not" holds.
            value.resolve(context).ifPresent(tests::add);
        }
        return operator.quantifier().holds(found.get(), value -> operator.negated() != anyMatches(tests, value), operator.negated());
    }

    private static boolean anyMatches(List<Predicate<String>> tests, String value) {
        for (Predicate<String> test : tests) {
            if (test.test(value)) {
                return true;
            }
        }
        return false;
    }
}
