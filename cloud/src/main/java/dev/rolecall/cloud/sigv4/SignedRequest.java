package dev.rolecall.cloud.sigv4;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of an HTTP request that Signature Version 4 covers.
 *
 * @param method   as sent
 * @param rawPath  undecoded
 * @param rawQuery undecoded, empty where there is none
 * @param headers  by lower-case name, values in the order sent
 */
public record SignedRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

    /** The value of a header; one that is sent twice has both values, separated by a comma, as it is signed. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
