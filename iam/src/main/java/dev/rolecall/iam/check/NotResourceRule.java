package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Medium: the actions are listed, the resources are not. */
final class NotResourceRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("not-resource-allow", Severity.MEDIUM, "NotResource with Allow",
            "It allows the actions on every resource but the ones listed, of every account, and on each one that is created later.",
            "List in Resource what is needed, or keep the list in NotResource and deny it.", "reference_policies_elements_notresource");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        boolean others = site.statement().resources().isPresent() && !site.listsResources();
        return site.allows() && others
                ? Stream.of(TEXT.at(site.spotOfElement("Resource"),
                        "NotResource in an Allow allows these actions on every resource that is not listed."))
                : Stream.empty();
    }
}
