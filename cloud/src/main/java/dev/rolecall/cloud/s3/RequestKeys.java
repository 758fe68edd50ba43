package dev.rolecall.cloud.s3;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys that a request to S3 has of itself: its query, its headers, the tags that it brings.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html">Bucket policy examples using condition keys</a>
 */
final class RequestKeys {
    private static final List<String> PARAMETERS = List.of("prefix", "delimiter", "max-keys");
    private static final List<String> HEADERS = List.of("x-amz-acl", "x-amz-metadata-directive", "x-amz-server-side-encryption",
            "x-amz-storage-class", "if-match", "if-none-match");
    /** Of these, only what puts an object together makes one. */
    private static final Set<String> PARTS = Set.of("CreateMultipartUpload", "UploadPart", "UploadPartCopy");

    private RequestKeys() {}

    static Map<String, List<String>> of(String operation, S3Request request) {
        Map<String, List<String>> keys = new HashMap<>();
        for (String name : PARAMETERS) {
            Optional.ofNullable(request.query().get(name)).ifPresent(value -> keys.put("s3:" + name, List.of(value)));
        }
        for (String name : HEADERS) {
            request.http().header(name).ifPresent(value -> keys.put("s3:" + name, List.of(value)));
        }
        request.copySource().ifPresent(source -> keys.put("s3:x-amz-copy-source", List.of(source.plain())));
        request.tags().forEach((key, value) -> keys.put("s3:RequestObjectTag/" + key, List.of(value)));
        if (!request.tags().isEmpty()) {
            keys.put("s3:RequestObjectTagKeys", List.copyOf(request.tags().keySet()));
        }
        keys.put("s3:ObjectCreationOperation", List.of(String.valueOf(!PARTS.contains(operation))));
        return keys;
    }
}
