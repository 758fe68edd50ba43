package dev.rolecall.cloud.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * AWS's URI encoding: everything but letters, digits and {@code -_.~} becomes {@code %XX}, upper case.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">UriEncode</a>
 */
public final class UriEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private static final Pattern ESCAPED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

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
     * @throws IllegalArgumentException where a percent sign is not followed by two hexadecimal digits, or the octets are not UTF-8
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        if (!ESCAPED.matcher(text).matches()) {
            throw new IllegalArgumentException("not percent-encoded");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(text))).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    /** Like {@link #decode}, but what is not encoded stays as it is. */
    public static String decodeLeniently(String text) {
        try {
            return decode(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The canonical form of a path as sent: each octet is decoded once and encoded once, also where it is not a character. */
    static String canonicalPath(String sent) {
        return encode(octets(sent), true);
    }

    /** The canonical form of a name or value of a query as sent. */
    static String canonicalComponent(String sent) {
        return encode(octets(sent), false);
    }

    /** Percent signs that begin no octet stand for themselves. */
    private static byte[] octets(String sent) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream octets = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean escaped = bytes[i] == '%' && i + 2 < bytes.length && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (escaped) {
                octets.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                octets.write(bytes[i]);
            }
        }
        return octets.toByteArray();
    }

    private static String encode(String text, boolean keepSlash) {
        return encode(text.getBytes(StandardCharsets.UTF_8), keepSlash);
    }

    private static String encode(byte[] octets, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(octets.length + 16);
        for (byte octet : octets) {
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
