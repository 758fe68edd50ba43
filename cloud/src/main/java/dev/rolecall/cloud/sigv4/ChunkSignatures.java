package dev.rolecall.cloud.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The chain of signatures over the chunks of a streamed body: each covers the one before it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature calculations: multiple chunks</a>
 */
public final class ChunkSignatures {
    private static final String EMPTY = Sha256.hex(new byte[0]);

    private final SigningKey key;
    private final String time;
    private final CredentialScope scope;
    private String previous;

    ChunkSignatures(SigningKey key, String time, CredentialScope scope, String seed) {
        this.key = key;
        this.time = time;
        this.scope = scope;
        this.previous = seed;
    }

    /** Whether {@code signature} is the right one for the next chunk with these contents. */
    boolean accept(String signature, String chunkHash) {
        return matches(signature, "AWS4-HMAC-SHA256-PAYLOAD", EMPTY + "\n" + chunkHash);
    }

    /** Whether {@code signature} is the right one for the trailing headers, each {@code name:value\n}. */
    boolean acceptTrailer(String signature, String trailers) {
        return matches(signature, "AWS4-HMAC-SHA256-TRAILER", Sha256.hex(trailers.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean matches(String signature, String algorithm, String hashes) {
        String expected = key.sign(algorithm + "\n" + time + "\n" + scope + "\n" + previous + "\n" + hashes);
        previous = expected;
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
