package dev.rolecall.iam.check;

import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.check.Site.Value;

/** Medium in a Deny, where it protects nothing; low in an Allow, where it grants nothing. */
final class ActionResourceRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("action-without-resource", Severity.MEDIUM,
            "An action that none of the resources is for",
            "An action works on resources of certain types; on none of these it matches no request.",
            "Add a resource of the type that the action is for: s3:GetObject takes objects (bucket/*), s3:ListBucket the bucket. Some actions take "
                    + "only *.",
            "reference_policies_elements_resource")
            .but("Low in an Allow, where it grants nothing.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        if (!site.listsActions() || !site.listsResources() || site.document().kind() != PolicyKind.IDENTITY) {
            return Stream.empty();
        }
        List<String> resources = site.resources().stream().map(Value::text).map(ActionResourceRule::withoutVariables).toList();
        return site.actions().stream().filter(action -> !FullAccessRule.isEverything(action)).flatMap(action -> {
            List<ActionCatalog.KnownAction> known = ActionCatalog.matching(action.text()).toList();
            boolean matches = known.isEmpty()
                    || known.stream().anyMatch(one -> resources.stream().anyMatch(resource -> fits(one, resource)));
            return matches
                    ? Stream.empty()
                    : Stream.of(TEXT.at(action.spot(), ConditionRule.never(site), action.text() + " is for none of these resources: "
                            + expected(known) + "."));
        });
    }

    private static boolean fits(ActionCatalog.KnownAction action, String resource) {
        // An ARN with fewer than six parts is completed with stars.
        String whole = resource.startsWith("arn:")
                ? resource + ":*".repeat(Math.max(0, 5 - (int) resource.chars().filter(c -> c == ':').count()))
                : resource;
        return resource.matches("[*]+") || action.resources().stream().anyMatch(type -> Patterns.overlapOfArns(type, whole));
    }

    private static String expected(List<ActionCatalog.KnownAction> known) {
        List<String> types = known.stream().flatMap(action -> action.resources().stream()).distinct().map(type -> type.replace('!', '*'))
                .toList();
        return types.isEmpty() ? "it takes only *" : "it takes " + String.join(" or ", types.stream().limit(2).toList());
    }

    /** A variable may stand for any text. */
    private static String withoutVariables(String resource) {
        return resource.replaceAll("\\$\\{[^}]*}", "*");
    }
}
