package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium: it allows where it was meant to ask. */
final class ForAllValuesRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("for-all-values-allow", Severity.MEDIUM, "ForAllValues in an Allow",
            "It holds for a request without the key, too: of no values all match.",
            "Add a Null condition on the same key with the value false, or use ForAnyValue.",
            "reference_policies_condition-single-vs-multi-valued-context-keys#reference_policies_condition-multi-valued-context-keys");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        boolean required = site.conditionsOn(condition.key()).anyMatch(other -> other.operator().equalsIgnoreCase("Null")
                && other.values().stream().allMatch(value -> value.equalsIgnoreCase("false")));
        return site.allows() && Operator.of(condition.operator()).forAllValues() && !required
                ? Stream.of(TEXT.at(site.spot(condition), condition.operator() + " holds for a request without " + condition.key() + "."))
                : Stream.empty();
    }
}
