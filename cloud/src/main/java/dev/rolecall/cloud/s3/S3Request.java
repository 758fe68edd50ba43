package dev.rolecall.cloud.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sigv4.SignedRequest;
import dev.rolecall.cloud.sigv4.UriEncoding;

/**
 * A request to S3's REST API, read.
 *
 * @param query decoded
 * @param tags  the object tags that it brings, in a header or in its body
 */
public record S3Request(SignedRequest http, ObjectAddress address, Map<String, String> query, Map<String, String> tags) {
    /** The one version that an object of a bucket without versioning has. */
    private static final String NULL_VERSION = "null";
    private static final String VERSION_OF_SOURCE = "?versionId=";

    public static S3Request of(SignedRequest http) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : http.rawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                String value = equals < 0 ? "" : UriEncoding.decodeLeniently(pair.substring(equals + 1));
                if (query.put(UriEncoding.decodeLeniently(name), value) != null) {
                    // Signatures do not cover their order, so nobody can say which is meant.
                    throw new AwsException("InvalidArgument", 400, "The query has a parameter more than once.");
                }
            }
        }
        return new S3Request(http, ObjectAddress.of(http.rawPath()), query,
                http.header("x-amz-tagging").map(TagSet::ofHeader).orElse(Map.of()));
    }

    /** The same with the tags of its body. */
    public S3Request bringing(Map<String, String> bodyTags) {
        return new S3Request(http, address, query, bodyTags);
    }

    /** The same about another object: one key of a deletion. */
    public S3Request about(ObjectAddress other) {
        return new S3Request(http, other, query, tags);
    }

    /**
     * Whether S3 passes over a query parameter: the checksum that an SDK puts into a presigned upload, computed over nothing because whoever
     * holds the URL brings the content. The page says that presigned uploads support no such checksums, and not what becomes of one; clients
     * in the field report that it is not checked.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">Download and upload objects with
     *      presigned URLs</a>
     */
    public static boolean isUnheeded(String parameter) {
        return parameter.equals("x-amz-sdk-checksum-algorithm")
                || (parameter.startsWith("x-amz-checksum-") && !parameter.equals("x-amz-checksum-mode"));
    }

    boolean has(String parameter) {
        return query.containsKey(parameter);
    }

    /** The multipart upload that the request is about. */
    Optional<String> upload() {
        return Optional.ofNullable(query.get("uploadId"));
    }

    /** The version that the request names. */
    Optional<String> version() {
        return Optional.ofNullable(query.get("versionId"));
    }

    /** The object that a copy reads. Only an upload can be a copy: whoever sends the header with another request has asked for no source. */
    public Optional<ObjectAddress> copySource() {
        return sourceHeader().map(source -> ObjectAddress.of("/" + withoutSlash(source.split("\\?versionId=", 2)[0])));
    }

    /** The version that a copy reads. */
    Optional<String> sourceVersion() {
        return sourceHeader().filter(source -> source.contains(VERSION_OF_SOURCE))
                .map(source -> source.substring(source.indexOf(VERSION_OF_SOURCE) + VERSION_OF_SOURCE.length()));
    }

    /** Whether a copy takes its tags from this request and not from its source. */
    boolean replacesTags() {
        return http.header("x-amz-tagging-directive").filter("REPLACE"::equals).isPresent();
    }

    /**
     * Refuses versions: no bucket has versioning here, so every object has the version {@code null} and no other.
     *
     * @throws AwsException as S3 does for an id that it never gave
     */
    public void mustNameNoOldVersion() {
        if (version().or(this::sourceVersion).filter(id -> !id.equals(NULL_VERSION)).isPresent()) {
            throw new AwsException("InvalidArgument", 400, "Invalid version id specified");
        }
    }

    private Optional<String> sourceHeader() {
        return http.method().equals("PUT") ? http.header("x-amz-copy-source") : Optional.empty();
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

}
