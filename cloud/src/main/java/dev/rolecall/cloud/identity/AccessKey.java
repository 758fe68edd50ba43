package dev.rolecall.cloud.identity;

import java.time.Instant;

import dev.rolecall.cloud.api.Secret;

/** A user's long-term credential. It has no expiry: it is valid until it is made inactive or deleted. */
public record AccessKey(String id, Secret secret, String accountId, String userName, boolean active, Instant created) {

    public AccessKey activated(boolean now) {
        return new AccessKey(id, secret, accountId, userName, now, created);
    }

    /** The same key after its user was renamed. */
    public AccessKey ownedBy(String renamed) {
        return new AccessKey(id, secret, accountId, renamed, active, created);
    }
}
