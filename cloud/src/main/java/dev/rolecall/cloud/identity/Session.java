package dev.rolecall.cloud.identity;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.iam.Principal;

/**
 * Temporary credentials and whose they are.
 *
 * @param principal who makes requests with them: a role session, a user ({@code GetSessionToken}) or a federated user
 *                  ({@code GetFederationToken})
 * @param identity  whose policies and tags it has, and with whom it ends: the principal itself, or the user who federated it. A user's key
 *                  that is made inactive or deleted ends no session
 */
public record Session(SessionCredentials credentials, Principal principal, Principal identity, SessionTerms terms) {

    /** The account of the role or user. */
    public String accountId() {
        return principal.accountId().orElseThrow();
    }
}
