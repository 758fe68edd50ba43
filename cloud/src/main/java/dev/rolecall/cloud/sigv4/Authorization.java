package dev.rolecall.cloud.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a request says of its own signature, from the {@code Authorization} header or, presigned, from the query.
 *
 * @param signedHeaders lower case, as listed
 * @param signature     the 64 hexadecimal digits that were sent
 * @param signedAt      when the client says it signed
 * @param sessionToken  the security token, where the credential is temporary
 * @param validFor      how long a presigned URL is valid; empty for a header signature
 */
public record Authorization(String accessKeyId, CredentialScope scope, List<String> signedHeaders, String signature, Instant signedAt,
        Optional<String> sessionToken, Optional<Duration> validFor) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String ONLY_VERSION_4 = "The authorization mechanism you have provided is not supported. Please use " + ALGORITHM
            + ".";
    private static final String ONE_MECHANISM = "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, "
            + "Signature query string parameter or the Authorization header should be specified";
    private static final long LONGEST_PRESIGNED_SECONDS = 604_800;

    /** Where an incomplete signature is wrong; S3 has a code for each. */
    public enum Fault {
        /** The Authorization header. */
        HEADER,
        /** A presigned query. */
        QUERY,
        /** Signed by another scheme than version 4. */
        MECHANISM,
        /** No date is sent. */
        DATE,
        /** Signed in the header and in the query. */
        TWICE
    }

    /** What was found: a signature, none at all, or something that is none. */
    public sealed interface Found {
        /** A complete claim, still to be verified. */
        record Claim(Authorization authorization) implements Found {}

        /** The request is not signed. */
        record Unsigned() implements Found {}

        /** The request tries to be signed and is not; {@code reason} says what is wrong. */
        record Incomplete(Fault fault, String reason) implements Found {}
    }

    /** Looks for a signature in the header, then in the query. */
    public static Found in(SignedRequest request) {
        Optional<String> header = request.header("authorization");
        Map<String, String> query = query(request.rawQuery());
        if (header.isPresent()) {
            return query.containsKey("X-Amz-Algorithm") || query.containsKey("X-Amz-Signature")
                    ? new Found.Incomplete(Fault.TWICE, ONE_MECHANISM)
                    : fromHeader(header.get(), request);
        }
        if (query.containsKey("AWSAccessKeyId") && query.containsKey("Signature")) {
            return new Found.Incomplete(Fault.MECHANISM, ONLY_VERSION_4);
        }
        return query.containsKey("X-Amz-Algorithm") || query.containsKey("X-Amz-Signature") ? fromQuery(query) : new Found.Unsigned();
    }

    private static Found fromHeader(String header, SignedRequest request) {
        if (!header.startsWith(ALGORITHM + " ")) {
            return new Found.Incomplete(Fault.MECHANISM, ONLY_VERSION_4);
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : header.substring(ALGORITHM.length() + 1).split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
            }
        }
        return claim(fields.get("Credential"), fields.get("SignedHeaders"), fields.get("Signature"),
                request.header("x-amz-date").orElse(null), request.header("x-amz-security-token"), Optional.empty());
    }

    private static Found fromQuery(Map<String, String> query) {
        if (!ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
            return new Found.Incomplete(Fault.QUERY, "X-Amz-Algorithm only supports " + ALGORITHM + ".");
        }
        long seconds;
        try {
            seconds = Long.parseLong(query.getOrDefault("X-Amz-Expires", ""));
        } catch (NumberFormatException e) {
            return new Found.Incomplete(Fault.QUERY, "X-Amz-Expires should be a number.");
        }
        if (seconds < 0 || seconds > LONGEST_PRESIGNED_SECONDS) {
            return new Found.Incomplete(Fault.QUERY, "X-Amz-Expires must be between 0 and " + LONGEST_PRESIGNED_SECONDS + " seconds.");
        }
        return claim(query.get("X-Amz-Credential"), query.get("X-Amz-SignedHeaders"), query.get("X-Amz-Signature"), query.get("X-Amz-Date"),
                Optional.ofNullable(query.get("X-Amz-Security-Token")), Optional.of(Duration.ofSeconds(seconds)));
    }

    private static Found claim(@Nullable String credential, @Nullable String signedHeaders, @Nullable String signature,
            @Nullable String date,
            Optional<String> token, Optional<Duration> validFor) {
        Fault fault = validFor.isPresent() ? Fault.QUERY : Fault.HEADER;
        if (credential == null || signedHeaders == null || signature == null) {
            return new Found.Incomplete(fault, "Authorization requires 'Credential', 'SignedHeaders' and 'Signature'.");
        }
        Optional<CredentialScope.Credential> parsed = CredentialScope.Credential.parse(credential);
        if (parsed.isEmpty()) {
            return new Found.Incomplete(fault, "Credential must have the form KEY/DATE/REGION/SERVICE/aws4_request.");
        }
        if (date == null) {
            return new Found.Incomplete(fault == Fault.HEADER ? Fault.DATE : fault,
                    "AWS authentication requires a valid Date or x-amz-date header");
        }
        List<String> headers = Arrays.asList(signedHeaders.split(";", -1));
        if (!headers.contains("host")) {
            return new Found.Incomplete(fault, "The host header must be signed.");
        }
        CredentialScope scope = parsed.get().scope();
        Optional<Instant> signedAt = AmzDate.parse(date);
        if (signedAt.isEmpty()) {
            return new Found.Incomplete(fault, "X-Amz-Date must be in the ISO8601 Basic Format YYYYMMDD'T'HHMMSS'Z'.");
        }
        return date.startsWith(scope.date())
                ? new Found.Claim(new Authorization(parsed.get().accessKeyId(), scope, headers, signature, signedAt.get(), token, validFor))
                : new Found.Incomplete(fault, "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.");
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> values = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), UriEncoding.decodeLeniently(pair.substring(equals + 1)));
            }
        }
        return values;
    }
}
