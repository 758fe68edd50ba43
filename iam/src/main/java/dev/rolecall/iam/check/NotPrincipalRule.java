package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;

/** High: everybody else includes those without an account. */
final class NotPrincipalRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("not-principal-allow", Severity.HIGH, "NotPrincipal with Allow",
            "It allows everybody but the principals that are listed: all other accounts, and in a resource's policy whoever has no account.",
            "List in Principal who is meant. To keep somebody out, deny it by a condition on aws:PrincipalArn.",
            "reference_policies_elements_notprincipal");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return site.allows() && site.document().kind() != PolicyKind.IDENTITY && !site.listsPrincipals()
                ? Stream.of(TEXT.at(site.spotOfElement("Principal"), "NotPrincipal in an Allow allows everybody who is not listed."))
                : Stream.empty();
    }
}
