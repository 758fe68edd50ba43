package dev.rolecall.lab.demo;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import dev.rolecall.lab.Masked;

/** A key id and what may be its secret, found in some text or made up. It prints without the secret. */
public record KeyPair(String id, String secret, Optional<String> token) {
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_ALPHABET = ID_ALPHABET + "abcdefghijklmnopqrstuvwxyz01890/+";

    /** A long-term key by its looks, which nobody has. */
    public static KeyPair madeUp() {
        SecureRandom random = new SecureRandom();
        return permanent("AKIA" + text(random, ID_ALPHABET, 16), text(random, SECRET_ALPHABET, 40));
    }

    private static String text(SecureRandom random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length()).mapToObj(i -> String.valueOf(alphabet.charAt(i))).collect(Collectors.joining());
    }

    static KeyPair permanent(String id, String secret) {
        return new KeyPair(id, secret, Optional.empty());
    }

    static KeyPair temporary(String id, String secret, String token) {
        return new KeyPair(id, secret, Optional.of(token));
    }

    AwsCredentials credentials() {
        return token.<AwsCredentials>map(session -> AwsSessionCredentials.create(id, secret, session))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    @Override
    public String toString() {
        return "KeyPair[" + Masked.of(id) + "]";
    }
}
