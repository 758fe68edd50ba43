package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium where the statement then keeps nobody out, low where it then lets nobody in. */
final class LiteralWildcardRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("literal-wildcard", Severity.MEDIUM, "A wildcard where it is a character",
            "StringEquals and its kin compare character by character: a star is a star, and matches no other text.",
            "Use StringLike for a pattern, or write the text out.", "reference_policies_elements_condition_operators#Conditions_String")
            .but("Low where the statement then lets nobody in, medium where it keeps nobody out.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        Operator operator = Operator.of(condition.operator());
        boolean literal = operator.comparesText() && !operator.takesWildcards();
        return literal && condition.values().stream().anyMatch(value -> Patterns.hasWildcard(value.replaceAll("\\$\\{[^}]*}", "")))
                ? Stream.of(TEXT.at(site.spot(condition), ConditionRule.comparesWithNothing(site, condition),
                        condition.operator() + " takes * and ? literally. " + ConditionRule.consequence(site, condition)))
                : Stream.empty();
    }
}
