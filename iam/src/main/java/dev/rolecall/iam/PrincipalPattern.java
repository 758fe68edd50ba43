package dev.rolecall.iam;

import java.util.Optional;

/** One value of {@code Principal}. */
sealed interface PrincipalPattern {

    Optional<PrincipalMatch> match(Principal principal);

    /** {@code "*"}, also as {@code {"AWS": "*"}}: the page calls them equivalent. */
    record Everyone() implements PrincipalPattern {
        @Override
        public Optional<PrincipalMatch> match(Principal principal) {
            return Optional.of(PrincipalMatch.EVERYONE);
        }
    }

    /** An account, by its number or as {@code arn:aws:iam::NUMBER:root}. */
    record Account(String id) implements PrincipalPattern {
        @Override
        public Optional<PrincipalMatch> match(Principal principal) {
            if (!principal.accountId().filter(id::equals).isPresent()) {
                return Optional.empty();
            }
            return switch (principal) {
                case Principal.Root _ -> Optional.of(PrincipalMatch.ITSELF);
                case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ -> Optional.of(PrincipalMatch.ITS_ACCOUNT);
                case Principal.Service _,Principal.WebIdentity _,Principal.Saml _,Principal.Anonymous _ -> Optional.empty();
            };
        }
    }

    /** A user, role, role session or federated user, by ARN or by unique id. */
    record Entity(String arnOrId) implements PrincipalPattern {
        @Override
        public Optional<PrincipalMatch> match(Principal principal) {
            if (principal.arn().filter(arnOrId::equals).isPresent()) {
                return Optional.of(PrincipalMatch.ITSELF);
            }
            return switch (principal) {
                case Principal.User user when arnOrId.equals(user.userId()) -> Optional.of(PrincipalMatch.ITSELF);
                case Principal.RoleSession session when arnOrId.equals(session.roleArn()) || arnOrId.equals(session.roleId()) ->
                    Optional.of(PrincipalMatch.ITS_ROLE);
                case Principal.FederatedUser federated when arnOrId.equals(federated.parentUserArn()) ->
                    Optional.of(PrincipalMatch.ITS_ISSUER);
                default -> Optional.empty();
            };
        }
    }

    /** A service, by the name it goes by: {@code ec2.amazonaws.com}. */
    record ServiceName(String name) implements PrincipalPattern {
        @Override
        public Optional<PrincipalMatch> match(Principal principal) {
            return principal instanceof Principal.Service service && service.name().equals(name)
                    ? Optional.of(PrincipalMatch.ITSELF)
                    : Optional.empty();
        }
    }

    /** An identity provider, by name or ARN. */
    record Provider(String name) implements PrincipalPattern {
        private static final String OIDC = ":oidc-provider/";

        @Override
        public Optional<PrincipalMatch> match(Principal principal) {
            boolean same = switch (principal) {
                case Principal.WebIdentity web -> web.provider().equals(name) || host(name).equals(web.provider());
                case Principal.Saml saml -> saml.provider().equals(name);
                case Principal.User _,Principal.RoleSession _,Principal.Root _,Principal.Service _,Principal.FederatedUser _,Principal.Anonymous _ ->
                    false;
            };
            return same ? Optional.of(PrincipalMatch.ITSELF) : Optional.empty();
        }

        private static String host(String name) {
            int at = name.indexOf(OIDC);
            return at < 0 ? name : name.substring(at + OIDC.length());
        }
    }

    /** A canonical user id of S3; principals here do not carry one, so it names nobody. */
    record CanonicalUser(String id) implements PrincipalPattern {
        @Override
        public Optional<PrincipalMatch> match(Principal principal) {
            return Optional.empty();
        }
    }
}
