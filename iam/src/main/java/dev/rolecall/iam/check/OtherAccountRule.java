package dev.rolecall.iam.check;

import java.util.Set;
import java.util.stream.Stream;

/** Medium: the other account decides which of its principals come, and if it works for many, whom it works for. */
final class OtherAccountRule implements Rule {
    private static final RuleText TEXT = RuleText.of("account-without-external-id", Severity.MEDIUM,
            "Another account without an external id",
            "If that account works for others, too, one of them can give it the name of this role, and have it do their work here: the "
                    + "confused deputy. And whoever in that account may assume roles may assume this one.",
            "Ask for the id that you agreed on by StringEquals on sts:ExternalId, and name the role in that account rather than the account.",
            "confused-deputy");
    private static final Set<String> EXTERNAL_ID = Set.of("sts:externalid");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return subject.sites().filter(site -> !Narrowing.on(site, EXTERNAL_ID) && !Narrowing.toSomebody(site)).flatMap(AccountTrust::in)
                .filter(trust -> !trust.isOf(subject)).map(trust -> TEXT.at(trust.named().spot(), message(subject, trust)));
    }

    private static String message(Subject subject, AccountTrust trust) {
        String whole = "All of account " + trust.account() + " is trusted, without an external id.";
        return subject.account().isPresent()
                ? whole
                : whole + " (If it is the role's own account, the role's Arn or --account would say so.)";
    }
}
