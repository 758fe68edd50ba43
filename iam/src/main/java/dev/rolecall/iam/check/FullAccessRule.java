package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** High: whoever holds it is an administrator. */
final class FullAccessRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("full-access", Severity.HIGH, "Every action on every resource",
            "Whoever holds this is an administrator of the account, and can take every restriction away.",
            "List the actions that are needed, on the resources that they are needed on.", "best-practices#grant-least-privilege");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return grantsAll(site)
                ? site.actions().stream().filter(FullAccessRule::isEverything).limit(1)
                        .map(action -> TEXT.at(action.spot(), "This statement allows every action on every resource."))
                : Stream.empty();
    }

    static boolean grantsAll(Site site) {
        return site.allows() && site.listsActions() && site.onEverything()
                && site.actions().stream().anyMatch(FullAccessRule::isEverything);
    }

    static boolean isEverything(Site.Value action) {
        return action.text().matches("\\*+(:\\*+)?");
    }
}
