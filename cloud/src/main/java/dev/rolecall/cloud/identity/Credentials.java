package dev.rolecall.cloud.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.rolecall.cloud.state.State;

/** Every access key and session of every account, by access key id, and the MFA devices that some sessions are asked for with. */
public final class Credentials {
    private final ConcurrentMap<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final VirtualMfaDevices mfaDevices = new VirtualMfaDevices();

    /** Keeps all of it, the secrets too. */
    public void keepIn(State state) {
        state.keep("credentials/keys", keys, AccessKey.class);
        state.keep("credentials/sessions", sessions, Session.class);
        mfaDevices.keepIn(state);
    }

    public VirtualMfaDevices mfaDevices() {
        return mfaDevices;
    }

    public Optional<AccessKey> key(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    public Optional<Session> session(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    /** A user's keys, the oldest first. */
    public List<AccessKey> keysOf(String accountId, String userName) {
        return keys.values().stream().filter(key -> key.accountId().equals(accountId) && key.userName().equals(userName))
                .sorted(Comparator.comparing(AccessKey::created)).toList();
    }

    public void put(AccessKey key) {
        keys.put(key.id(), key);
    }

    /** A user's keys are its own under a new name too. */
    public void rename(String accountId, String userName, String newName) {
        keysOf(accountId, userName).forEach(key -> put(key.ownedBy(newName)));
    }

    public void delete(String accessKeyId) {
        keys.remove(accessKeyId);
    }

    /**
     * Remembers a session, and forgets those that expired more than a day before {@code now}: an expired one is answered with
     * {@code ExpiredToken}, which needs it to be known.
     */
    public void put(Session session, Instant now) {
        sessions.put(session.credentials().accessKeyId(), session);
        Instant forgotten = now.minus(Duration.ofDays(1));
        sessions.values().removeIf(old -> old.credentials().expiration().isBefore(forgotten));
    }
}
