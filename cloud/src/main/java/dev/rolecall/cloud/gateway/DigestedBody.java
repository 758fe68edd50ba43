package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sigv4.BlockInputStream;
import dev.rolecall.cloud.sigv4.ContentException;

/**
 * Content that ends only if it has the digest of its {@code Content-MD5} header.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject: Content-MD5</a>
 */
final class DigestedBody extends BlockInputStream {
    private static final int LENGTH = 16;

    private final MessageDigest digest = md5();
    private final InputStream raw;
    private final byte[] declared;
    private boolean checked;

    /** @throws AwsException {@code InvalidDigest} */
    DigestedBody(InputStream raw, String declared) {
        this.raw = raw;
        this.declared = decoded(declared);
    }

    private static byte[] decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Not base64 is as wrong as a digest of another length.
        }
        throw new AwsException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5.", e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = raw.read(buffer, offset, length);
        if (count >= 0) {
            digest.update(buffer, offset, count);
        } else if (!checked) {
            checked = true;
            if (!MessageDigest.isEqual(digest.digest(), declared)) {
                throw new ContentException("BadDigest", "The Content-MD5 you specified did not match what we received.");
            }
        }
        return count;
    }
}
