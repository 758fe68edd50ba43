package dev.rolecall.iam.check;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.check.Site.Value;

/** Info: it changes nothing. Only policies of identities are looked at, because there it does not matter who asks. */
final class RedundantStatementRule implements Rule {
    private static final RuleText TEXT = RuleText.of("redundant-statement", Severity.INFO, "A statement that another one covers",
            "It changes nothing, and whoever reads the policy takes it for something.",
            "Take it out, or the wider one if that was not meant.",
            "access-analyzer-reference-policy-checks");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        List<Site> sites = subject.ofKind(PolicyKind.IDENTITY).flatMap(document -> document.sites().stream())
                .filter(site -> site.listsActions() && site.listsResources()).toList();
        return sites.stream().flatMap(site -> sites.stream().filter(other -> covers(other, site))
                .filter(other -> !covers(site, other) || sites.indexOf(other) < sites.indexOf(site)).limit(1)
                .map(other -> TEXT.at(site.spot(), "What this says is said by " + label(other) + " already.")));
    }

    private static boolean covers(Site wider, Site narrower) {
        return !wider.equals(narrower) && wider.statement().effect() == narrower.statement().effect()
                && (wider.conditions().isEmpty()
                        || wider.place().node().path("Condition").equals(narrower.place().node().path("Condition")))
                && all(narrower.actions(), wider.actions(), Patterns::coversAction)
                && all(narrower.resources(), wider.resources(), Patterns::covers);
    }

    private static boolean all(List<Value> narrower, List<Value> wider, BiPredicate<String, String> covers) {
        return narrower.stream().allMatch(value -> wider.stream().anyMatch(other -> covers.test(other.text(), value.text())));
    }

    private static String label(Site site) {
        return site.statement().sid().map(sid -> "statement " + sid)
                .orElseGet(() -> "the statement at " + site.spot().path() + site.spot().inner());
    }
}
