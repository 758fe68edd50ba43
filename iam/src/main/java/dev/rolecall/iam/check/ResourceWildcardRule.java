package dev.rolecall.iam.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;

/** Medium, and low where the actions only list: nothing of what is in the resources can be read or changed by them. */
final class ResourceWildcardRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("resource-wildcard", Severity.MEDIUM, "Every resource, where actions could be limited",
            "The actions can be limited to resources, and here they work on all of them.",
            "Put the ARNs of the resources in place of the star, in a statement without the actions that take no other.",
            "best-practices#grant-least-privilege")
            .but("Low where the actions only list.");
    /** Condition keys that choose resources as an ARN would. */
    private static final List<String> NARROWING = List.of("aws:resourcetag/", "aws:resourceaccount", "aws:resourceorgid",
            "aws:resourceorgpaths", ":resourcetag/");
    private static final int SHOWN = 3;

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        if (!site.allows() || !site.listsActions() || !site.onEverything() || site.document().kind() != PolicyKind.IDENTITY
                || FullAccessRule.grantsAll(site) || isNarrowed(site)) {
            return Stream.empty();
        }
        List<ActionCatalog.KnownAction> limitable = site.actions().stream().flatMap(action -> ActionCatalog.matching(action.text()))
                .filter(action -> !action.resources().isEmpty()).distinct().toList();
        if (limitable.isEmpty()) {
            return Stream.empty();
        }
        Severity severity = limitable.stream().allMatch(ActionCatalog.KnownAction::onlyLists) ? Severity.LOW : Severity.MEDIUM;
        return site.resources().stream().filter(value -> value.text().equals("*")).limit(1)
                .map(star -> TEXT.at(star.spot(), severity,
                        "Resource * allows this on every resource, though it can be limited: " + shown(limitable)));
    }

    private static boolean isNarrowed(Site site) {
        return site.conditions().stream().filter(condition -> Operator.of(condition.operator()).needsKey())
                .map(condition -> condition.key().toLowerCase(Locale.ROOT)).anyMatch(key -> NARROWING.stream().anyMatch(key::contains));
    }

    private static String shown(List<ActionCatalog.KnownAction> actions) {
        String first = String.join(", ",
                actions.stream().limit(SHOWN).map(action -> action.service() + ":" + action.name()).toList());
        return first + (actions.size() > SHOWN ? " and " + (actions.size() - SHOWN) + " more." : ".");
    }
}
