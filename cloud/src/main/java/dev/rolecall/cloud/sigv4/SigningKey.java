package dev.rolecall.cloud.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that a secret access key yields for one credential scope; it signs strings. */
public final class SigningKey {
    private static final String HMAC = "HmacSHA256";

    /** Looked up once: the search for it costs more than the work. */
    private static final Provider PROVIDER = provider();

    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    /** Derives the key of a secret access key. */
    public static SigningKey derive(String secretAccessKey, CredentialScope scope) {
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        key = hmac(key, scope.date());
        key = hmac(key, scope.region());
        key = hmac(key, scope.service());
        return new SigningKey(hmac(key, "aws4_request"));
    }

    String sign(String stringToSign) {
        return HexFormat.of().formatHex(hmac(key, stringToSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC, PROVIDER);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static Provider provider() {
        try {
            return Mac.getInstance(HMAC).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[••••]";
    }
}
