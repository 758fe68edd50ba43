package dev.rolecall.iam.check;

import java.util.Optional;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** High for a provider that gives everybody a token, as GitHub does; medium for others, whose tokens only some can have. */
final class OidcSubjectRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("oidc-without-subject", Severity.HIGH, "An OpenID Connect provider without a subject",
            "Whoever gets a token of the provider may assume the role: with GitHub that is every workflow of every repository.",
            "Ask for the subject by StringEquals or StringLike on the provider's sub key, as in repo:my-org/my-repo:ref:refs/heads/main.",
            "id_roles_create_for-idp_oidc#idp_oidc_Create_GitHub")
            .but("Medium for a provider that does not give everybody a token, as that of a cluster.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        return OidcProvider.in(site).filter(provider -> !provider.isOfApps()).flatMap(provider -> finding(provider).stream());
    }

    private static Optional<Finding> finding(OidcProvider provider) {
        Severity severity = provider.isShared() ? Severity.HIGH : Severity.MEDIUM;
        Optional<Condition> subject = provider.subject();
        if (subject.isEmpty()) {
            return Optional.of(TEXT.at(provider.named().spot(), severity,
                    "Every token of " + provider.host() + " is good for this role: no condition asks for " + provider.host() + ":sub."));
        }
        return subject.filter(OidcProvider::letsStrangersIn).map(condition -> TEXT.at(provider.site().spot(condition), severity,
                condition.key() + " is asked for by a pattern that matches what a stranger gets, too."));
    }
}
