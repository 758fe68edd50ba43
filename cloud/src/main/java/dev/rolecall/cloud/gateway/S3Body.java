package dev.rolecall.cloud.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import dev.rolecall.cloud.sigv4.ChunkSignatures;
import dev.rolecall.cloud.sigv4.ChunkedBody;

/**
 * A request's content, decoded and checked against what the signature says of it while it is read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating requests: x-amz-content-sha256</a>
 */
final class S3Body {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private S3Body() {}

    static InputStream of(InputStream raw, String declaredHash, Optional<ChunkSignatures> chunks) {
        return switch (declaredHash) {
            case UNSIGNED -> raw;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new ChunkedBody(raw, Optional.empty());
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new ChunkedBody(raw, chunks);
            default -> new Hashed(raw, declaredHash);
        };
    }

    /** The content is not the one that was signed. */
    static final class WrongHashException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongHashException() {
            super("The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    private static final class Hashed extends FilterInputStream {
        private final MessageDigest digest;
        private final String declared;
        private boolean checked;

        Hashed(InputStream raw, String declared) {
            MessageDigest sha256 = sha256();
            super(new DigestInputStream(raw, sha256));
            this.digest = sha256;
            this.declared = declared;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            if (octet < 0) {
                check();
            }
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
                check();
            }
            return count;
        }

        private void check() throws WrongHashException {
            if (checked) {
                return;
            }
            checked = true;
            byte[] found = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(found, declared.getBytes(StandardCharsets.UTF_8))) {
                throw new WrongHashException();
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
