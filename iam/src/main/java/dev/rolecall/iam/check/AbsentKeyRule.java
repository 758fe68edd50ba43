package dev.rolecall.iam.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;
import dev.rolecall.iam.check.Subject.Owner;

/** Medium where the statement then keeps nobody out, low where it then lets nobody in. */
final class AbsentKeyRule implements Rule {
    private static final RuleText TEXT = RuleText.of("key-never-present", Severity.MEDIUM,
            "A key that requests of this principal do not have",
            "Not every principal has every key: a session of a role has no aws:username, an access key no aws:TokenIssueTime.",
            "Use a key that they have: aws:userid or aws:PrincipalTag for roles, aws:username for users.",
            "reference_policies_variables#policy-vars-infotouse")
            .but("Low where the statement then lets nobody in, medium where it keeps nobody out.");
    private static final Map<Owner, Set<String>> ABSENT = Map.of(Owner.ROLE, Set.of("aws:username"), Owner.USER,
            Set.of("aws:tokenissuetime", "aws:federatedprovider", "ec2:sourceinstancearn", "lambda:sourcefunctionarn"));

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return ABSENT.getOrDefault(subject.owner(), Set.of()).stream().flatMap(key -> subject.sites()
                .filter(site -> site.statement().principal().isEmpty()).flatMap(site -> findings(site, key)));
    }

    private static Stream<Finding> findings(Site site, String key) {
        Stream<Finding> variables = site.resources().stream().filter(value -> names(value.text(), key)).map(value -> TEXT.at(value.spot(),
                ConditionRule.never(site), "The variable " + key + " has no value here, so this resource matches nothing."));
        Stream<Finding> conditions = site.conditions().stream().flatMap(condition -> finding(site, condition, key).stream());
        return Stream.concat(variables, conditions);
    }

    private static Optional<Finding> finding(Site site, Condition condition, String key) {
        boolean asked = condition.key().equalsIgnoreCase(key) && Operator.of(condition.operator()).needsKey();
        boolean used = condition.values().stream().anyMatch(value -> names(value, key));
        return asked || used
                ? Optional.of(TEXT.at(site.spot(condition), ConditionRule.never(site),
                        "The condition never holds: no request has " + key + " here."))
                : Optional.empty();
    }

    private static boolean names(String text, String key) {
        return text.regionMatches(true, Math.max(0, text.indexOf("${")), "${" + key, 0, key.length() + 2) && !text.contains(",");
    }
}
