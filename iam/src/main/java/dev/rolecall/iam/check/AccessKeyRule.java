package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Low: for oneself only. Keys for others are a way to more permissions, and told as that. */
final class AccessKeyRule implements Rule {
    private static final RuleText TEXT = RuleText.of("long-term-keys", Severity.LOW, "A permission to make access keys",
            "Whoever holds it can make a key that lasts until somebody deletes it, beside the temporary credentials that it has.",
            "Leave iam:CreateAccessKey out; whoever needs the AWS CLI signs in with aws login or IAM Identity Center.",
            "best-practices#bp-users-federation-idp");
    private static final String ACTION = "iam:CreateAccessKey";

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        Grants grants = Grants.of(subject);
        return grants.of(ACTION).isEmpty()
                ? grants.toOneself(ACTION).stream().map(site -> TEXT.at(site.spotOf(ACTION), "A user may make access keys for itself."))
                : Stream.empty();
    }
}
