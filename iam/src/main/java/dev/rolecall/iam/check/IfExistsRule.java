package dev.rolecall.iam.check;

import java.util.Locale;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Low: there are keys of which it is right, as those that a service does not always send. */
final class IfExistsRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("if-exists-allow", Severity.LOW, "IfExists on what keeps others out",
            "In an Allow it holds for a request without the key, too: what was meant to ask does not ask there.",
            "Leave IfExists out, where every request that is meant has the key.",
            "reference_policies_elements_condition_operators#Conditions_IfExists");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        boolean asksWho = Narrowing.WHO.contains(condition.key().toLowerCase(Locale.ROOT))
                || condition.key().equalsIgnoreCase("sts:ExternalId");
        return site.allows() && Operator.of(condition.operator()).ifExists() && asksWho
                ? Stream.of(TEXT.at(site.spot(condition), condition.operator() + " holds for a request without " + condition.key() + "."))
                : Stream.empty();
    }
}
