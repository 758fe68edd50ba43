package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Low: the user is named, so nobody else comes in; but a key that does not end is enough to be that user. */
final class UserTrustedRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("user-trusted", Severity.LOW, "An IAM user as a principal, where a role would do",
            "A user signs with an access key that lasts until somebody deletes it, and that can be copied; whoever has it gets the role, too.",
            "Trust a role: people come by federation or IAM Identity Center, programs by the role of where they run.",
            "best-practices#bp-workloads-use-roles");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return site.trusts() && site.listsPrincipals()
                ? site.principals("AWS").stream().filter(named -> named.name().matches("arn:[a-z0-9-]+:iam::\\d{12}:user/.+"))
                        .map(named -> TEXT.at(named.spot(), "The IAM user " + named.name() + " is trusted."))
                : Stream.empty();
    }
}
