package dev.rolecall.iam;

/** How a statement names the principal of a request, from the closest to the widest; it decides which other policies still limit it. */
public enum PrincipalMatch {
    /** By its own ARN or unique id: user, role session, federated user, service, provider. */
    ITSELF,
    /** By a star. */
    EVERYONE,
    /** A session, by the ARN or the id of its role. */
    ITS_ROLE,
    /** A federated user, by the ARN of the user who made the session. */
    ITS_ISSUER,
    /** By its account, which leaves it to that account to grant the access. */
    ITS_ACCOUNT,
    /** Not at all: policies of identities have no principal. */
    NOT_ASKED
}
