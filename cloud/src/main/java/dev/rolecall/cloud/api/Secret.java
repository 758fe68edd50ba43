package dev.rolecall.cloud.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Key material. It prints as dots, compares in constant time, and is revealed only where it is handed to its owner. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself: for the credential's owner and for computing a signature, nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "••••";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
