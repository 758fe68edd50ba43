package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Info: it is how an account leaves the decision to its policies of identities. */
final class OwnAccountRule implements Rule {
    private static final RuleText TEXT = RuleText.of("own-account-trusted", Severity.INFO, "The role's own account as a whole",
            "Whoever in the account is allowed sts:AssumeRole on this role by a policy of its own may assume it: the trust policy decides nothing.",
            "Name the roles that are meant, if they are few.", "reference_policies_elements_principal#principal-accounts");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return subject.sites().filter(site -> !Narrowing.toSomebody(site)).flatMap(AccountTrust::in).filter(trust -> trust.isOf(subject))
                .map(trust -> TEXT.at(trust.named().spot(), "All of the role's own account is trusted."));
    }
}
