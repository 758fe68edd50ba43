package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium: the requests that it misses are those with an access key, which MFA was meant to guard. */
final class MfaRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("mfa-not-asked", Severity.MEDIUM, "A condition on MFA that access keys pass",
            "A request with an access key has no aws:MultiFactorAuthPresent. Bool then fails, so that a Deny does not deny; BoolIfExists holds, so that "
                    + "an Allow allows.",
            "Deny with BoolIfExists and false; allow with Bool and true.",
            "reference_policies_condition-keys#condition-keys-multifactorauthpresent");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        Operator operator = Operator.of(condition.operator());
        boolean passes = operator.name().equals("bool") && site.allows() == operator.ifExists()
                && condition.values().stream().anyMatch(value -> value.equalsIgnoreCase(String.valueOf(site.allows())));
        return condition.key().equalsIgnoreCase("aws:MultiFactorAuthPresent") && passes
                ? Stream.of(TEXT.at(site.spot(condition),
                        "With an access key, this " + (site.allows() ? "allows" : "does not deny") + " without MFA."))
                : Stream.empty();
    }
}
