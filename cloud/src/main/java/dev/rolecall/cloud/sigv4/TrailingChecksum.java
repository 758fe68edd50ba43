package dev.rolecall.cloud.sigv4;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksum that a streamed body announces in {@code x-amz-trailer} and brings after its last chunk.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking object integrity for uploads</a>
 */
public sealed interface TrailingChecksum {
    /** The trailer's name, {@code x-amz-checksum-crc32}. */
    String trailer();

    void update(byte[] bytes, int offset, int length);

    /** What the trailer must say. */
    String base64();

    /** Empty for a trailer that is not a checksum known here. */
    static Optional<TrailingChecksum> announced(String trailer) {
        return switch (trailer) {
            case "x-amz-checksum-crc32" -> Optional.of(new Cyclic(trailer, new CRC32(), Integer.BYTES));
            case "x-amz-checksum-crc32c" -> Optional.of(new Cyclic(trailer, new CRC32C(), Integer.BYTES));
            case "x-amz-checksum-crc64nvme" -> Optional.of(new Cyclic(trailer, new Crc64Nvme(), Long.BYTES));
            case "x-amz-checksum-sha1" -> Optional.of(new Digested(trailer, digest("SHA-1")));
            case "x-amz-checksum-sha256" -> Optional.of(new Digested(trailer, Sha256.digest()));
            default -> Optional.empty();
        };
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** A cyclic redundancy check, written as its bytes, the highest first. */
    record Cyclic(String trailer, Checksum sum, int bytes) implements TrailingChecksum {
        @Override
        public void update(byte[] content, int offset, int length) {
            sum.update(content, offset, length);
        }

        @Override
        public String base64() {
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
            return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, Long.BYTES - bytes, Long.BYTES));
        }
    }

    /** A cryptographic hash. */
    record Digested(String trailer, MessageDigest digest) implements TrailingChecksum {
        @Override
        public void update(byte[] content, int offset, int length) {
            digest.update(content, offset, length);
        }

        @Override
        public String base64() {
            return Base64.getEncoder().encodeToString(digest.digest());
        }
    }
}
