package dev.rolecall.cloud.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.sigv4.SignedRequest;

/** A request to S3's REST API, read: its address and its query. */
public record S3Request(SignedRequest http, ObjectAddress address, Map<String, String> query) {

    public static S3Request of(SignedRequest http) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : http.rawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new S3Request(http, ObjectAddress.of(http.rawPath()), query);
    }

    boolean has(String parameter) {
        return query.containsKey(parameter);
    }

    /** The object that a copy reads. */
    public Optional<ObjectAddress> copySource() {
        return http.header("x-amz-copy-source")
                .map(source -> ObjectAddress.of("/" + withoutSlash(source.replaceFirst("\\?versionId=.*$", ""))));
    }

    /** Condition keys that S3 sets beside the global ones. */
    Map<String, List<String>> context() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        boolean presigned = has("X-Amz-Signature");
        if (presigned || http.header("authorization").isPresent()) {
            keys.put("s3:authType", List.of(presigned ? "REST-QUERY-STRING" : "REST-HEADER"));
            keys.put("s3:signatureversion", List.of("AWS4-HMAC-SHA256"));
        }
        for (String name : List.of("prefix", "delimiter", "max-keys")) {
            Optional.ofNullable(query.get(name)).ifPresent(value -> keys.put("s3:" + name, List.of(value)));
        }
        for (String name : List.of("x-amz-acl", "x-amz-copy-source", "x-amz-server-side-encryption", "x-amz-content-sha256")) {
            http.header(name).ifPresent(value -> keys.put("s3:" + name, List.of(value)));
        }
        return keys;
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
