package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import dev.rolecall.iam.check.Site.Value;

/** Info: it changes nothing, and makes the policy longer to read. */
final class RedundantValueRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("redundant-value", Severity.INFO, "A value that another one covers",
            "It changes nothing, and whoever reads the policy takes it for something.",
            "Take it out, or the wider one if that was not meant.",
            "access-analyzer-reference-policy-checks");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        Stream<Finding> actions = findings(site.actions(), Patterns::coversAction);
        Stream<Finding> resources = findings(site.resources(), Patterns::covers);
        Stream<Finding> conditions = site.conditions().stream()
                .filter(condition -> condition.values().stream().distinct().count() < condition.values().size())
                .map(condition -> TEXT.at(site.spot(condition), "A value stands here twice."));
        return Stream.of(actions, resources, conditions).flatMap(found -> found);
    }

    private static Stream<Finding> findings(List<Value> values, BiPredicate<String, String> covers) {
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            for (int j = 0; j < values.size(); j++) {
                Value other = values.get(j);
                // Of two that cover each other the first one stays.
                boolean covered = i != j && covers.test(other.text(), value.text()) && (j < i || !covers.test(value.text(), other.text()));
                if (covered) {
                    found.add(TEXT.at(value.spot(), other.text().equals(value.text())
                            ? value.text() + " stands here twice."
                            : value.text() + " is covered by " + other.text() + "."));
                    break;
                }
            }
        }
        return found.stream();
    }
}
