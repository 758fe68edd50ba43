package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** A rule that looks at one condition at a time. */
interface ConditionRule extends StatementRule {

    Stream<Finding> findings(Site site, Condition condition);

    @Override
    default Stream<Finding> findings(Site site) {
        return site.conditions().stream().flatMap(condition -> findings(site, condition));
    }

    /** How bad it is that a condition never holds: an Allow then grants nothing, a Deny protects nothing. */
    static Severity never(Site site) {
        return site.allows() ? Severity.LOW : Severity.MEDIUM;
    }

    /** How bad it is that a condition always holds: an Allow then grants without it, a Deny refuses too much. */
    static Severity always(Site site) {
        return site.allows() ? Severity.MEDIUM : Severity.LOW;
    }

    /** How bad it is that a condition compares with nothing that there is: the negated operators then always hold, the others never. */
    static Severity comparesWithNothing(Site site, Condition condition) {
        return Operator.of(condition.operator()).negated() ? always(site) : never(site);
    }

    static String consequence(Site site, Condition condition) {
        String holds = Operator.of(condition.operator()).negated() ? "The condition always holds" : "The condition never holds";
        return holds + (site.allows() == Operator.of(condition.operator()).negated()
                ? ", so it keeps nobody out."
                : ", so nobody gets through.");
    }
}
