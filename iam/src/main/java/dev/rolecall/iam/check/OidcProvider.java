package dev.rolecall.iam.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/**
 * An OpenID Connect provider that a statement trusts.
 *
 * @param host what its condition keys begin with
 */
record OidcProvider(String host, Site site, Site.Named named) {
    private static final String ARN = ":oidc-provider/";
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    /** Who signs in here is a user of an app, not a member of an organisation: the app is what has to be told apart. */
    private static final Set<String> OF_APPS = Set.of("cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com",
            "www.amazon.com");
    /** They vouch for everybody who has an account with them. */
    private static final List<String> SHARED = List.of("token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io",
            "oidc.circleci.com", "agent.buildkite.com", "api.bitbucket.org", "oidc.vercel.com", "app.pulumi.com", "api.pulumi.com");
    /** Subjects of somebody else, in the form of those providers. */
    private static final List<String> STRANGERS = List.of("repo:a-stranger/their-repo:ref:refs/heads/main",
            "project_path:a-stranger/their-project:ref_type:branch:ref:main",
            "organization:a-stranger:project:their-project:workspace:theirs:run_phase:apply", "a-stranger");

    static Stream<OidcProvider> in(Site site) {
        return site.trusts() && site.listsPrincipals() && site.names(ACTION)
                ? site.principals("Federated").stream().filter(named -> !named.name().contains(":saml-provider/"))
                        .map(named -> new OidcProvider(host(named.name()), site, named))
                : Stream.empty();
    }

    private static String host(String name) {
        int at = name.indexOf(ARN);
        return at < 0 ? name : name.substring(at + ARN.length());
    }

    boolean isOfApps() {
        return OF_APPS.contains(host);
    }

    /** Whether everybody can have a token of it. */
    boolean isShared() {
        return SHARED.stream().anyMatch(shared -> host.equals(shared) || host.startsWith(shared + "/"));
    }

    boolean asksForAudience() {
        return asked("aud", "app_id", "oaud", "azp").findAny().isPresent();
    }

    /** The condition on the subject, whatever it asks for. */
    Optional<Condition> subject() {
        return asked("sub", "job_workflow_ref", "repository_id", "repository_owner_id", "id", "user_id", "email").findFirst();
    }

    /** Whether the condition lets in somebody whom nobody meant. */
    static boolean letsStrangersIn(Condition subject) {
        return Operator.of(subject.operator()).takesWildcards()
                && subject.values().stream().anyMatch(value -> STRANGERS.stream().anyMatch(stranger -> Patterns.overlap(value, stranger)));
    }

    private Stream<Condition> asked(String... claims) {
        return site.conditions().stream().filter(condition -> Operator.of(condition.operator()).needsKey())
                .filter(condition -> Stream.of(claims).map(claim -> (host + ":" + claim).toLowerCase(Locale.ROOT))
                        .anyMatch(condition.key().toLowerCase(Locale.ROOT)::equals));
    }
}
