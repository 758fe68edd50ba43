package dev.rolecall.iam.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.rolecall.iam.check.Grants.Grant;

/**
 * High; medium where it works only under a condition, or only on resources that are listed: it then depends on which these are. One finding for
 * each place that allows what a way begins with.
 */
final class EscalationRule implements Rule {
    private static final RuleText TEXT = RuleText.of("privilege-escalation", Severity.HIGH, "A way to more permissions",
            "Whoever holds this can get permissions that nobody gave: up to those of the most powerful role or user of the account.",
            "Limit it to the resources that it is for, deny it on all others, or set a permissions boundary and ask for it by a condition on "
                    + "iam:PermissionsBoundary.",
            "access_policies_boundaries#access_policies_boundaries-delegate")
            .but("Medium where it works only under a condition, or only on resources that are listed.");
    /** Conditions by which AWS's own examples keep such an action from being a way. */
    private static final Set<String> GUARDS = Set.of("iam:permissionsboundary", "iam:policyarn");
    private static final int SHOWN = 5;
    private static final String PASS_ROLE = "iam:PassRole";

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        Map<Spot, Found> found = new LinkedHashMap<>();
        Grants grants = Grants.of(subject);
        for (Escalation way : Escalation.KNOWN) {
            start(grants, way).ifPresent(grant -> found.computeIfAbsent(grant.spot(), _ -> new Found(new TreeSet<>())).add(way, grant));
        }
        return found.entrySet().stream().map(entry -> TEXT.at(entry.getKey(), entry.getValue().severity(), entry.getValue().message()));
    }

    /** The grant that a way begins with, where everything that it takes is granted. */
    private static Optional<Grant> start(Grants grants, Escalation way) {
        if (way.passedTo().isPresent()
                && usable(grants.of(PASS_ROLE)).noneMatch(grant -> grant.all() && goesTo(grant, way.passedTo().get()))) {
            return Optional.empty();
        }
        List<Optional<Grant>> needs = way.needs().stream().map(action -> usable(grants.of(action))
                .filter(grant -> grant.all() || !way.everywhere()).min((one, other) -> Boolean.compare(weak(one, way), weak(other, way))))
                .toList();
        return needs.stream().allMatch(Optional::isPresent) ? needs.getFirst() : Optional.empty();
    }

    private static Stream<Grant> usable(List<Grant> grants) {
        // What allows everything is told by its own rules.
        return grants.stream().filter(grant -> grant.site().listsActions()
                && grant.site().actions().stream().noneMatch(FullAccessRule::isEverything)
                && grant.site().conditions().stream().noneMatch(condition -> GUARDS.contains(condition.key().toLowerCase(Locale.ROOT))));
    }

    private static boolean goesTo(Grant grant, String service) {
        return !grant.asksFor("iam:PassedToService") || grant.site().conditionsOn("iam:PassedToService")
                .allMatch(condition -> condition.values().stream().anyMatch(value -> Patterns.covers(value, service)));
    }

    private static boolean weak(Grant grant, Escalation way) {
        return grant.conditional() || (!grant.all() && way.passedTo().isEmpty());
    }

    /** The ways that begin at one place. */
    private static final class Found {
        private final Set<String> ways;
        private boolean strong;

        Found(Set<String> ways) {
            this.ways = ways;
        }

        void add(Escalation way, Grant grant) {
            String passing = way.passedTo().isPresent() ? PASS_ROLE + " + " : "";
            ways.add(passing + String.join(" + ", way.needs()) + " (" + way.how() + ")");
            strong |= !weak(grant, way);
        }

        Severity severity() {
            return strong ? Severity.HIGH : Severity.MEDIUM;
        }

        String message() {
            String first = String.join("; ", ways.stream().limit(SHOWN).toList());
            String more = ways.size() > SHOWN ? "; and in " + (ways.size() - SHOWN) + " other ways" : "";
            return "Whoever holds this can raise its own permissions: " + first + more + ".";
        }
    }
}
