package dev.rolecall.cloud.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.sigv4.CredentialScope;
import dev.rolecall.cloud.sigv4.SigningKey;

/**
 * The signing keys last used: a client signs a whole day's requests to a service with the same one, and deriving it costs more than
 * signing. It lets nobody in: whether a credential is still valid was asked before.
 */
final class SigningKeys {
    private static final int KEPT = 256;

    private final Map<Use, SigningKey> used = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, SigningKey> eldest) {
            return size() > KEPT;
        }
    };

    private record Use(String accessKeyId, Secret secret, CredentialScope scope) {}

    /** The key of a credential for a scope, always the one that {@code secret} yields. */
    synchronized SigningKey of(String accessKeyId, Secret secret, CredentialScope scope) {
        return used.computeIfAbsent(new Use(accessKeyId, secret, scope), use -> SigningKey.derive(secret.reveal(), scope));
    }
}
