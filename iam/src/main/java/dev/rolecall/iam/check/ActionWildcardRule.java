package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Medium: more is allowed than anybody has listed, and what AWS adds to the service is allowed with it. */
final class ActionWildcardRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("action-wildcard", Severity.MEDIUM, "Every action of a service",
            "This allows what nobody had in mind: actions that delete, actions that change permissions, and each one that AWS adds later.",
            "List the actions that are needed; IAM Access Analyzer can tell from CloudTrail which those are.",
            "best-practices#grant-least-privilege");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        if (!site.allows() || !site.listsActions() || FullAccessRule.grantsAll(site)) {
            return Stream.empty();
        }
        return site.actions().stream().filter(action -> action.text().matches("\\*+|.*:\\*+"))
                .map(action -> TEXT.at(action.spot(), "Action " + action.text() + " allows every action of "
                        + (action.text().contains(":") ? "a service." : "every service on these resources.")));
    }
}
