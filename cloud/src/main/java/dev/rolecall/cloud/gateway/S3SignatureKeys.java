package dev.rolecall.cloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.rolecall.cloud.sigv4.Authorization;

/**
 * What S3 says of a request's transport and signature, for every action.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">Signature Version 4 authentication
 *      specific policy keys</a>
 */
final class S3SignatureKeys {
    /** The main port stands for AWS's HTTPS endpoint; this is what current clients agree on with S3. */
    private static final String TLS_VERSION = "1.3";

    private S3SignatureKeys() {}

    /** Those of an unsigned request. */
    static Map<String, List<String>> unsigned(WireRequest request) {
        Map<String, List<String>> keys = new HashMap<>();
        if (request.secureTransport()) {
            keys.put("s3:TlsVersion", List.of(TLS_VERSION));
        }
        request.header("x-amz-content-sha256").ifPresent(hash -> keys.put("s3:x-amz-content-sha256", List.of(hash)));
        return keys;
    }

    /** Those of a signed one; only a presigned URL has an age. */
    static Map<String, List<String>> signed(WireRequest request, Authorization authorization, Instant now) {
        Map<String, List<String>> keys = unsigned(request);
        boolean presigned = authorization.validFor().isPresent();
        keys.put("s3:authType", List.of(presigned ? "REST-QUERY-STRING" : "REST-HEADER"));
        keys.put("s3:signatureversion", List.of("AWS4-HMAC-SHA256"));
        if (presigned) {
            keys.put("s3:signatureAge", List.of(String.valueOf(Duration.between(authorization.signedAt(), now).toMillis())));
        }
        return keys;
    }
}
