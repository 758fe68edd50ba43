package dev.rolecall.lab.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a workload tells of its own attempt. It never holds a secret.
 *
 * @param since        when the attempt began: what happened later than this it may not have seen
 * @param outcome      how it ended
 * @param object       what was read
 * @param credentials  how its credentials looked
 * @param secretOnDisk files in its home folder in which it found the secret that it uses
 * @param error        why it was not read
 */
public record Evidence(Instant since, Outcome outcome, Optional<ReadObject> object, Optional<CredentialsSeen> credentials,
        List<String> secretOnDisk, Optional<ErrorSeen> error) {

    /** The object as the workload got it; {@code bytes} is its size. */
    public record ReadObject(String bucket, String key, long bytes, String etag) {}

    /**
     * Credentials, as much of them as may be shown.
     *
     * @param accessKeyId  first four and last four characters
     * @param sessionToken whether there was one: only temporary credentials have it
     * @param expiresAt    until when, where the workload could know
     * @param provider     the class of the SDK that supplied them
     */
    public record CredentialsSeen(String accessKeyId, boolean sessionToken, Optional<Instant> expiresAt, String provider) {}

    /** An error as the service answered it; {@code requestId} leads to the target's explanation. */
    public record ErrorSeen(String code, String message, Optional<String> requestId) {}

    /** What stands for the evidence of a workload that gave none. */
    static Evidence none(Instant since, String code, String message) {
        return new Evidence(since, Outcome.FAILED, Optional.empty(), Optional.empty(), List.of(),
                Optional.of(new ErrorSeen(code, message, Optional.empty())));
    }
}
