package dev.rolecall.cloud.sigv4;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical form of a request, by which signer and verifier agree on what is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a canonical request</a>
 */
final class CanonicalRequest {
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    static String of(SignedRequest request, Authorization authorization, String payloadHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(path(request.rawPath(), authorization.scope().service().equals("s3"))).append('\n');
        text.append(query(request.rawQuery())).append('\n');
        for (String name : authorization.signedHeaders()) {
            text.append(name).append(':').append(header(request.headers().getOrDefault(name, List.of()))).append('\n');
        }
        text.append('\n').append(String.join(";", authorization.signedHeaders())).append('\n').append(payloadHash);
        return text.toString();
    }

    /** Every service but S3 encodes the path a second time and resolves dot segments. */
    private static String path(String rawPath, boolean s3) {
        String path = rawPath.isEmpty() ? "/" : rawPath;
        return s3 ? encode(decode(path), true) : encode(normalized(path), true);
    }

    private static String normalized(String path) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.removeLast();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
        }
        String joined = "/" + String.join("/", kept);
        return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
    }

    private static String query(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty() && !name.equals("X-Amz-Signature")) {
                pairs.add(encode(decode(name), false) + "=" + encode(decode(equals < 0 ? "" : pair.substring(equals + 1)), false));
            }
        }
        pairs.sort(CanonicalRequest::byNameThenValue);
        return String.join("&", pairs);
    }

    /** Sorts by name first: '=' sorts after some characters that a name may hold. */
    private static int byNameThenValue(String left, String right) {
        int leftEquals = left.indexOf('=');
        int rightEquals = right.indexOf('=');
        int names = left.substring(0, leftEquals).compareTo(right.substring(0, rightEquals));
        return names != 0 ? names : left.substring(leftEquals).compareTo(right.substring(rightEquals));
    }

    private static String header(List<String> values) {
        List<String> trimmed = new ArrayList<>(values.size());
        for (String value : values) {
            trimmed.add(value.strip().replaceAll(" {2,}", " "));
        }
        return String.join(",", trimmed);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
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
