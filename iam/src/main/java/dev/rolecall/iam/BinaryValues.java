package dev.rolecall.iam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Bytes, which a policy writes in Base64 and a request context either so or as they are. */
final class BinaryValues {
    private BinaryValues() {}

    static WantedValue equal(String value) {
        return decode(value).map(wanted -> WantedValue.fixed(found -> isSame(wanted, found))).orElseGet(WantedValue::nothing);
    }

    private static boolean isSame(byte[] wanted, String found) {
        return Arrays.equals(wanted, found.getBytes(StandardCharsets.UTF_8))
                || decode(found).filter(bytes -> Arrays.equals(wanted, bytes)).isPresent();
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
