package dev.rolecall.cloud.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.rolecall.cloud.api.Secret;

/**
 * Time-based one-time passwords as authenticator apps compute them: HMAC-SHA-1, six digits, a new one every 30 seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
public final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** The number of the step in which a moment is. */
    public static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /**
     * The code of a step.
     *
     * @param seed in Base32, without padding
     */
    public static String code(Secret seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(seed.reveal()), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0x0f;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format("%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = bits << 5 | BASE32.indexOf(base32.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (bits >> held));
            }
        }
        return bytes.array();
    }
}
