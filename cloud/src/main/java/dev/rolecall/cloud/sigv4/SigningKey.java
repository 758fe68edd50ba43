package dev.rolecall.cloud.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that a secret access key yields for one credential scope; it signs strings. */
public final class SigningKey {
    private static final String HMAC = "HmacSHA256";

    /** Keyed, and never fed: a copy of it costs less than to find and to key another. */
    private final Mac keyed;

    private SigningKey(Mac keyed) {
        this.keyed = keyed;
    }

    /** Derives the key of a secret access key. */
    public static SigningKey derive(String secretAccessKey, CredentialScope scope) {
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[]{scope.date(), scope.region(), scope.service(), CredentialScope.TERMINATION}) {
            key = keyed(key).doFinal(part.getBytes(StandardCharsets.UTF_8));
        }
        return new SigningKey(keyed(key));
    }

    String sign(String stringToSign) {
        try {
            Mac mac = (Mac) keyed.clone();
            return HexFormat.of().formatHex(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + HMAC + " can be copied", e);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[••••]";
    }
}
