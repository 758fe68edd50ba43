package dev.rolecall.reader;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What became of one attempt to read the lesson's object. */
sealed interface Outcome {
    /** The object was read to its end. */
    record Read(String bucket, String key, long bytes, @Nullable String etag) implements Outcome {}

    /** The service understood who asked, or that nobody credible did, and said no. {@code requestId} leads to its own record of that. */
    record Refused(String code, String message, int status, @Nullable String requestId) implements Outcome {}

    /** Anything else: no credentials, no network, no such object. {@code status} is null where no answer came. */
    record Failed(String code, String message, @Nullable Integer status) implements Outcome {}

    /** Codes that mean "no" although S3 does not always send them with 401 or 403 (ExpiredToken comes with 400). */
    Set<String> REFUSALS = Set.of("AccessDenied", "ExpiredToken", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidToken",
            "SignatureDoesNotMatch", "TokenRefreshRequired", "UnrecognizedClientException", "RequestExpired");

    /** Sorts an error answer of the service by its HTTP status and its code. */
    static Outcome ofServiceError(String code, String message, int status, @Nullable String requestId) {
        boolean refused = status == 401 || status == 403 || REFUSALS.contains(code);
        return refused ? new Refused(code, message, status, requestId) : new Failed(code, message, status);
    }

    /** The word that stands for this outcome in evidence. */
    default String word() {
        return switch (this) {
            case Read read -> "read";
            case Refused refused -> "refused";
            case Failed failed -> "failed";
        };
    }
}
