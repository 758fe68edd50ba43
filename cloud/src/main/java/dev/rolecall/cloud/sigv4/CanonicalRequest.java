package dev.rolecall.cloud.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The canonical form of a request, by which signer and verifier agree on what is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a canonical request</a>
 */
final class CanonicalRequest {
    private static final Pattern TOKEN = Pattern.compile("(x-amz-security-token:|X-Amz-Security-Token=)[^\\n&]*");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private CanonicalRequest() {}

    /** For an error page, which may end in a log: the session token is a secret. */
    static String withoutToken(String canonicalRequest) {
        return TOKEN.matcher(canonicalRequest).replaceAll("$1••••");
    }

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
        return s3 ? UriEncoding.canonicalPath(path) : UriEncoding.path(normalized(path));
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
                pairs.add(UriEncoding.canonicalComponent(name) + "="
                        + UriEncoding.canonicalComponent(equals < 0 ? "" : pair.substring(equals + 1)));
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
            String stripped = value.strip();
            trimmed.add(stripped.contains("  ") ? BLANKS.matcher(stripped).replaceAll(" ") : stripped);
        }
        return String.join(",", trimmed);
    }
}
