package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Medium: IAM's provider has a list of audiences of its own; high for sign-in providers, where the audience is all that tells apps apart. */
final class OidcAudienceRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("oidc-without-audience", Severity.MEDIUM,
            "An OpenID Connect provider without an audience",
            "A token that was made for another application is good for this role, too.",
            "Ask for the audience by StringEquals on the provider's aud key (sts.amazonaws.com with GitHub; the identity pool's id with Cognito).",
            "id_roles_create_for-idp_oidc")
            .but("High for Cognito, Google, Facebook and Amazon, where the audience is all that tells apps apart.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return OidcProvider.in(site).filter(provider -> !provider.asksForAudience())
                .map(provider -> TEXT.at(provider.named().spot(), provider.isOfApps() ? Severity.HIGH : Severity.MEDIUM,
                        "A token of " + provider.host() + " is taken whatever audience it was made for."));
    }
}
