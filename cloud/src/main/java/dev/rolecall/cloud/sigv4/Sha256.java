package dev.rolecall.cloud.sigv4;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.HexFormat;

/** SHA-256 as signatures write it: lower-case hexadecimal. */
public final class Sha256 {
    private static final String NAME = "SHA-256";
    /** Looked up once: the search for it costs more than hashing a request. */
    private static final Provider PROVIDER = provider();

    private Sha256() {}

    /** A digest to feed piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(NAME, PROVIDER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + NAME, e);
        }
    }

    private static Provider provider() {
        try {
            return MessageDigest.getInstance(NAME).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + NAME, e);
        }
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }
}
