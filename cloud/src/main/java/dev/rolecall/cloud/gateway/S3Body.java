package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sigv4.BlockInputStream;
import dev.rolecall.cloud.sigv4.ChunkSignatures;
import dev.rolecall.cloud.sigv4.ChunkedBody;
import dev.rolecall.cloud.sigv4.ContentException;
import dev.rolecall.cloud.sigv4.ExactLength;
import dev.rolecall.cloud.sigv4.Sha256;
import dev.rolecall.cloud.sigv4.TrailingChecksum;

/**
 * A request's content, decoded, and checked against what the request says of it before its last byte is handed out.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating requests: x-amz-content-sha256</a>
 */
final class S3Body {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,13}");

    private S3Body() {}

    /**
     * Opens the content.
     *
     * @param chunks          empty where nobody signed
     * @throws AwsException   where the request does not say what it carries
     * @throws ContentException for an empty body that should not be empty, or the reverse
     */
    static InputStream of(WireRequest request, String declaredHash, Optional<ChunkSignatures> chunks) throws IOException {
        InputStream content = switch (declaredHash) {
            case UNSIGNED -> request.body();
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new ChunkedBody(request.body(), Optional.empty(), checksum(request));
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new ChunkedBody(request.body(), signed(chunks), Optional.empty());
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new ChunkedBody(request.body(), signed(chunks), checksum(request));
            default -> hashed(request.body(), declaredHash);
        };
        InputStream exact = new ExactLength(content, length(request, declaredHash.startsWith("STREAMING-")));
        Optional<String> md5 = request.header("content-md5");
        return md5.isPresent() ? new DigestedBody(exact, md5.get()) : exact;
    }

    private static Optional<ChunkSignatures> signed(Optional<ChunkSignatures> chunks) {
        if (chunks.isEmpty()) {
            throw new AwsException("AccessDenied", 403, "Signed chunks need a signed request.");
        }
        return chunks;
    }

    private static Optional<TrailingChecksum> checksum(WireRequest request) {
        Optional<String> trailer = request.header("x-amz-trailer");
        Optional<TrailingChecksum> known = trailer.flatMap(TrailingChecksum::announced);
        if (trailer.isPresent() && known.isEmpty()) {
            throw new AwsException("InvalidRequest", 400, "The value specified in the x-amz-trailer header is not supported");
        }
        return known;
    }

    private static InputStream hashed(InputStream raw, String declared) {
        if (!SHA256.matcher(declared).matches()) {
            throw new AwsException("InvalidArgument", 400,
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, one of the STREAMING values, or a valid sha256 value.");
        }
        return new Hashed(raw, declared);
    }

    /** In bytes, decoded. A request without a length has no body, unless it is sent in HTTP's own chunks. */
    private static long length(WireRequest request, boolean streaming) {
        Optional<String> declared = request.header(streaming ? "x-amz-decoded-content-length" : "content-length");
        boolean needed = streaming || request.header("transfer-encoding").isPresent();
        if (declared.isEmpty() && needed) {
            throw new AwsException("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        String text = declared.orElse("0");
        if (!LENGTH.matcher(text).matches()) {
            throw new AwsException("InvalidArgument", 400, "The length of the content must be a number of bytes.");
        }
        return Long.parseLong(text);
    }

    /** Ends only if all that was read has the declared hash. */
    private static final class Hashed extends BlockInputStream {
        private final MessageDigest digest = Sha256.digest();
        private final InputStream raw;
        private final byte[] declared;
        private boolean checked;

        Hashed(InputStream raw, String declared) {
            this.raw = raw;
            this.declared = declared.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = raw.read(buffer, offset, length);
            if (count >= 0) {
                digest.update(buffer, offset, count);
            } else if (!checked) {
                checked = true;
                if (!MessageDigest.isEqual(HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.UTF_8), declared)) {
                    throw new ContentException("XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.");
                }
            }
            return count;
        }
    }
}
