package dev.rolecall.cloud.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The outcome of checking a signature. A wrong one says what would have been signed, never with which key. */
public sealed interface Verification {
    /** As {@code x-amz-date} has it, in UTC. */
    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The signature is right.
     *
     * @param chunks verifies the chunks of a streamed body, which are chained to this signature
     */
    record Valid(ChunkSignatures chunks) implements Verification {}

    /** The signature is wrong; these are what the verifier would have signed, with dots for a session token. */
    record Mismatch(String stringToSign, String canonicalRequest) implements Verification {}

    /**
     * Checks a signature in constant time.
     *
     * @param key         of the credential, for the scope that the authorization names
     * @param payloadHash the body's hash as the client declares it ({@code x-amz-content-sha256}) or as it was computed
     */
    static Verification verify(SignedRequest request, Authorization authorization, SigningKey key, String payloadHash) {
        String canonical = CanonicalRequest.of(request, authorization, payloadHash);
        String time = TIME.format(authorization.signedAt());
        String stringToSign = "AWS4-HMAC-SHA256\n" + time + "\n" + authorization.scope() + "\n"
                + Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] expected = key.sign(stringToSign).getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(expected, authorization.signature().getBytes(StandardCharsets.UTF_8));
        return right
                ? new Valid(new ChunkSignatures(key, time, authorization.scope(), authorization.signature()))
                : new Mismatch(stringToSign, CanonicalRequest.withoutToken(canonical));
    }
}
