package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Medium in a Deny and in NotAction with Allow, where it protects nothing; low in an Allow, where it grants nothing. */
final class UnknownActionRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("unknown-action", Severity.MEDIUM, "An action that does not exist",
            "IAM takes the name of any action; one that does not exist matches no request.",
            "Look the action up in the service authorization reference. An operation and its action may have different names: s3:ListObjectsV2 needs "
                    + "s3:ListBucket.",
            "reference_policies_elements_action")
            .but("Low in an Allow, where it grants nothing.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        Severity severity = site.allows() == site.listsActions() ? Severity.LOW : Severity.MEDIUM;
        return site.actions().stream().filter(action -> !FullAccessRule.isEverything(action))
                .filter(action -> ActionCatalog.matching(action.text()).findAny().isEmpty())
                .map(action -> TEXT.at(action.spot(), severity, message(action.text())));
    }

    private static String message(String action) {
        String service = action.substring(0, Math.max(0, action.indexOf(':')));
        return ActionCatalog.knowsService(service)
                ? "AWS has no action " + action + ", as far as the list goes that this was checked against."
                : "AWS has no service whose actions begin with " + service + ":, as far as the list goes that this was checked against.";
    }
}
