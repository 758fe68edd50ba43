package dev.rolecall.cloud.sts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.iam.Decision;

/**
 * Reasons of denials that travel with the error and that only those can read who may: sealed with a key of this cloud, which it makes when it
 * starts. What one account was denied, another cannot read.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html">DecodeAuthorizationMessage</a>
 */
public final class AuthorizationMessages {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** The longest message that can be given back. */
    private static final int LONGEST = 10_240;
    private static final Pattern ANY = Pattern.compile("[\\s\\S]*");

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public AuthorizationMessages() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BITS);
            this.key = generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sealed reason. Where it would be too long to be given back, it leaves out what this project adds, then the condition keys. */
    public String encode(Decision denied) {
        String account = denied.explanation().request().principal().accountId().orElse("");
        for (ObjectNode text : List.of(DecodedMessage.explained(denied), DecodedMessage.of(denied))) {
            String sealed = seal(text.toString(), account);
            if (sealed.length() <= LONGEST) {
                return sealed;
            }
        }
        return seal(DecodedMessage.withoutConditions(denied).toString(), account);
    }

    ObjectNode decode(Invocation call) {
        String message = call.parameters().required("EncodedMessage");
        new Constraints().text("encodedMessage", Optional.of(message), 1, LONGEST, ANY).check();
        return JsonNodeFactory.instance.objectNode().put("DecodedMessage", open(message, call.caller().accountId()));
    }

    private String seal(String text, String account) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, account).doFinal(packed(text));
            byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String open(String message, String account) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(message);
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(whole, Math.min(NONCE_BYTES, whole.length), whole.length);
            return unpacked(cipher(Cipher.DECRYPT_MODE, nonce, account).doFinal(sealed));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new AwsException("InvalidAuthorizationMessageException", 400, "The encoded authorization message is not valid.");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String account) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(account.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
