package dev.rolecall.cloud.identity;

import java.security.SecureRandom;
import java.util.Base64;

import dev.rolecall.cloud.api.Secret;

/**
 * Random identifiers in AWS's forms.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique identifiers</a>
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int KEY_ID_LENGTH = 16;
    private static final int ENTITY_ID_LENGTH = 17;
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 240;
    private static final int MFA_SEED_LENGTH = 64;

    private Ids() {}

    /** A long-term access key id: {@code AKIA} and 16 characters. */
    public static String longTermKeyId() {
        return "AKIA" + base32(KEY_ID_LENGTH);
    }

    /** A temporary access key id: {@code ASIA} and 16 characters. */
    public static String temporaryKeyId() {
        return "ASIA" + base32(KEY_ID_LENGTH);
    }

    /** A unique id: {@code AIDA} for a user, {@code AROA} for a role, {@code AGPA} for a group, {@code AIPA} for an instance profile, {@code ANPA} for a managed policy. */
    public static String entityId(String prefix) {
        return prefix + base32(ENTITY_ID_LENGTH);
    }

    /** 40 characters, as a secret access key has. */
    public static Secret secretAccessKey() {
        return new Secret(base64(SECRET_BYTES));
    }

    /** An opaque session token; its length is not part of AWS's contract. */
    public static Secret sessionToken() {
        return new Secret(base64(TOKEN_BYTES));
    }

    /** The seed of a virtual MFA device: 320 bits in Base32. */
    public static Secret mfaSeed() {
        return new Secret(base32(MFA_SEED_LENGTH));
    }

    private static String base64(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static String base32(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
        }
        return text.toString();
    }
}
