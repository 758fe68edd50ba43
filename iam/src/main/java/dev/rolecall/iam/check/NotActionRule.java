package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** High on every resource, medium on listed ones: everything else is allowed. */
final class NotActionRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("not-action-allow", Severity.HIGH, "NotAction with Allow",
            "It allows every action but the ones listed, of every service, and each one that AWS adds later.",
            "List in Action what is needed, or keep the list in NotAction and deny it.", "reference_policies_elements_notaction")
            .but("Medium where the resources are listed.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return site.allows() && !site.listsActions()
                ? Stream.of(TEXT.at(site.spotOfElement("Action"),
                        site.onEverything() || !site.listsResources() ? Severity.HIGH : Severity.MEDIUM,
                        "NotAction in an Allow allows every action that is not listed."))
                : Stream.empty();
    }
}
