package dev.rolecall.lab.demo;

import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import dev.rolecall.lab.Masked;

/** A key id and what may be its secret, found in some text. It prints without the secret. */
record KeyPair(String id, String secret, Optional<String> token) {

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
