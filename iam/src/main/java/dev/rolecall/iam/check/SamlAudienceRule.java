package dev.rolecall.iam.check;

import java.util.Set;
import java.util.stream.Stream;

/** Medium: the assertion could have been made for another service provider. */
final class SamlAudienceRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("saml-without-audience", Severity.MEDIUM, "A SAML provider without an audience",
            "An assertion that was made for another place than AWS's sign-in is good for this role, too.",
            "Ask for the audience by StringEquals on SAML:aud: https://signin.aws.amazon.com/saml, or that of your region.",
            "id_roles_create_for-idp_saml");
    private static final Set<String> AUDIENCE = Set.of("saml:aud");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return site.trusts() && site.names("sts:AssumeRoleWithSAML") && !Narrowing.on(site, AUDIENCE)
                ? site.principals("Federated").stream().filter(named -> named.name().contains(":saml-provider/"))
                        .map(named -> TEXT.at(named.spot(), "An assertion of this provider is taken whatever audience it was made for."))
                : Stream.empty();
    }
}
