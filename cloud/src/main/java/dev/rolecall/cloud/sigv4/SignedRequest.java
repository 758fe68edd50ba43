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

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
}
