package dev.rolecall.cloud.sigv4;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * AWS's URI encoding: everything but letters, digits and {@code -_.~} becomes {@code %XX}, upper case.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">UriEncode</a>
 */
public final class UriEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private UriEncoding() {}

    /** Encodes all of a text but slashes: a path. */
    public static String path(String text) {
        return encode(text, true);
    }

    /** Encodes all of a text: a name or value of a query, a bucket. */
    public static String component(String text) {
        return encode(text, false);
    }

    /**
     * Undoes the encoding; a plus is a plus.
     *
     * @throws IllegalArgumentException where a percent sign is not followed by two hexadecimal digits
     */
    public static String decode(String text) {
        return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Like {@link #decode}, but what is not encoded stays as it is. */
    static String decodeLeniently(String text) {
        try {
            return decode(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encode(String text, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0;
            if (unreserved || (keepSlash && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return encoded.toString();
    }
}
