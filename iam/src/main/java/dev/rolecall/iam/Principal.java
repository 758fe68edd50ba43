package dev.rolecall.iam;

import java.util.Optional;

/** Who makes a request, as policies see it; {@code reference_policies_elements_principal} lists the kinds. */
public sealed interface Principal {

    /** The principal's ARN, where its kind has one. */
    default Optional<String> arn() {
        return Optional.empty();
    }

    /** The account that the principal belongs to, twelve digits, where its kind has one. */
    default Optional<String> accountId() {
        return Optional.empty();
    }

    /** The ARN as denials name it; a service or a provider by its name. */
    default String displayName() {
        return switch (this) {
            case Service service -> service.name();
            case WebIdentity web -> web.subject().orElse(web.provider());
            case Saml saml -> saml.subject().orElse(saml.provider());
            case User _,RoleSession _,Root _,FederatedUser _,Anonymous _ -> arn().orElse("anonymous");
        };
    }

    /**
     * An IAM user.
     *
     * @param userId the unique id, {@code AIDA…}
     */
    record User(Optional<String> arn, Optional<String> accountId, String userName, String userId) implements Principal {
        public User(String arn, String accountId, String userName, String userId) {
            this(Optional.of(arn), Optional.of(accountId), userName, userId);
        }
    }

    /**
     * A session of a role.
     *
     * @param arn    the session's ARN, {@code arn:aws:sts::…:assumed-role/NAME/SESSION}
     * @param roleId the unique id of the role, {@code AROA…}
     */
    record RoleSession(Optional<String> arn, Optional<String> accountId, String roleArn, String roleId,
            String sessionName) implements Principal {
        public RoleSession(String arn, String accountId, String roleArn, String roleId, String sessionName) {
            this(Optional.of(arn), Optional.of(accountId), roleArn, roleId, sessionName);
        }
    }

    /** The root user of an account. */
    record Root(Optional<String> accountId) implements Principal {
        public Root(String accountId) {
            this(Optional.of(accountId));
        }

        @Override
        public Optional<String> arn() {
            return accountId.map(account -> "arn:aws:iam::" + account + ":root");
        }
    }

    /**
     * An AWS service that acts for itself.
     *
     * @param name {@code lambda.amazonaws.com}
     */
    record Service(String name) implements Principal {}

    /**
     * A session of {@code GetFederationToken}.
     *
     * @param arn           {@code arn:aws:sts::…:federated-user/NAME}
     * @param parentUserArn the IAM user, or the root user, who made the session
     */
    record FederatedUser(Optional<String> arn, Optional<String> accountId, String parentUserArn) implements Principal {
        public FederatedUser(String arn, String accountId, String parentUserArn) {
            this(Optional.of(arn), Optional.of(accountId), parentUserArn);
        }

        boolean isOfRoot() {
            return parentUserArn.endsWith(":root");
        }
    }

    /**
     * A caller of {@code AssumeRoleWithWebIdentity}, before it has a session.
     *
     * @param provider the provider as a trust policy names it: {@code accounts.google.com}, or the ARN or the host of an OIDC provider
     * @param subject  whom the provider vouches for
     */
    record WebIdentity(String provider, Optional<String> subject) implements Principal {
        @Override
        public Optional<String> accountId() {
            return Arn.of(provider).flatMap(Arn::account);
        }
    }

    /**
     * A caller of {@code AssumeRoleWithSAML}, before it has a session.
     *
     * @param provider the ARN of the SAML provider
     * @param subject  whom the provider vouches for
     */
    record Saml(String provider, Optional<String> subject) implements Principal {
        @Override
        public Optional<String> accountId() {
            return Arn.of(provider).flatMap(Arn::account);
        }
    }

    /** A request without a signature. */
    record Anonymous() implements Principal {}
}
