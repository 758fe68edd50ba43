package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;

/** High: anybody with an account of AWS, and with a resource's policy anybody at all. */
final class OpenToEveryoneRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("open-to-everyone", Severity.HIGH, "A principal that is everybody",
            "Anybody with an account of AWS may assume such a role; such a resource is public.",
            "Name the principals, or ask by a condition for what only they have: aws:PrincipalOrgID, aws:PrincipalArn, aws:SourceArn, "
                    + "aws:SourceVpce.",
            "reference_policies_elements_principal#principal-anonymous");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        if (!site.allows() || !site.listsPrincipals() || Narrowing.toSomebody(site)) {
            return Stream.empty();
        }
        String message = site.document().kind() == PolicyKind.TRUST
                ? "Everybody may assume this role, from any account."
                : "Everybody may do this, without an account of AWS, too.";
        return site.principals().stream().filter(Site.Named::everyone).limit(1).map(everyone -> TEXT.at(everyone.spot(), message));
    }
}
