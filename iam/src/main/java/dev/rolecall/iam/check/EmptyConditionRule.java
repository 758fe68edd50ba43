package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium where the statement then keeps nobody out, low where it then lets nobody in. */
final class EmptyConditionRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("empty-condition", Severity.MEDIUM, "A condition without a value",
            "It compares with nothing.", "Write the value, or take the condition out.", "reference_policies_elements_condition")
            .but("Low where the statement then lets nobody in, medium where it keeps nobody out.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        return condition.values().isEmpty()
                ? Stream.of(TEXT.at(site.spot(condition), ConditionRule.comparesWithNothing(site, condition),
                        condition.operator() + " on " + condition.key() + " has no value. " + ConditionRule.consequence(site, condition)))
                : Stream.empty();
    }
}
