package dev.rolecall.cloud.s3;

import java.util.List;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;

/**
 * What a request to S3's REST API asks for. Method, path and query markers decide; what is not listed is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon S3 actions</a>
 */
public sealed interface S3Operation {
    /** The API name. */
    String name();

    /**
     * Served by the object store.
     *
     * @param actions what must be allowed, on {@code onBucket ? bucket : object}
     */
    record Stored(String name, List<String> actions, boolean onBucket) implements S3Operation {}

    /** Copies one object to another: needs the source too. */
    record Copy(String name) implements S3Operation {}

    /** Deletes the keys listed in the body, each judged by itself. */
    record DeleteMany(String name) implements S3Operation {}

    /** Served by the bucket registry, as an ordinary call. */
    record Registry(String name, Optional<BucketSetting> setting) implements S3Operation {}

    /**
     * Classifies a request.
     *
     * @throws AwsException {@code NotImplemented} for every request that is not one of these
     */
    static S3Operation of(S3Request request) {
        String method = request.http().method();
        if (request.address().bucket().isEmpty()) {
            return method.equals("GET") ? stored("ListBuckets", "s3:ListAllMyBuckets", true) : refuse(request);
        }
        return request.address().key().isPresent() ? ofObject(request, method) : ofBucket(request, method);
    }

    private static S3Operation ofBucket(S3Request request, String method) {
        for (String marker : request.query().keySet()) {
            Optional<BucketSetting> setting = BucketSetting.byMarker(marker);
            if (setting.isPresent()) {
                return registry(verb(method, request) + setting.get().operation(), setting);
            }
        }
        if (request.has("policy")) {
            return registry(verb(method, request) + "BucketPolicy", Optional.empty());
        }
        if (request.has("location") && method.equals("GET")) {
            return registry("GetBucketLocation", Optional.empty());
        }
        return switch (method) {
            case "GET" -> listing(request);
            case "HEAD" -> stored("HeadBucket", "s3:ListBucket", true);
            case "PUT" -> plain(request) ? registry("CreateBucket", Optional.empty()) : refuse(request);
            case "DELETE" -> plain(request) ? registry("DeleteBucket", Optional.empty()) : refuse(request);
            case "POST" -> request.has("delete") ? new DeleteMany("DeleteObjects") : refuse(request);
            default -> refuse(request);
        };
    }

    private static S3Operation listing(S3Request request) {
        if (request.has("versions")) {
            return stored("ListObjectVersions", "s3:ListBucketVersions", true);
        }
        if (request.has("uploads")) {
            return stored("ListMultipartUploads", "s3:ListBucketMultipartUploads", true);
        }
        if (request.has("versioning")) {
            return stored("GetBucketVersioning", "s3:GetBucketVersioning", true);
        }
        boolean list = List.of("list-type", "prefix", "delimiter", "marker", "max-keys", "encoding-type").stream().anyMatch(request::has);
        return list || plain(request) ? stored(request.has("list-type") ? "ListObjectsV2" : "ListObjects", "s3:ListBucket", true) : refuse(request);
    }

    private static S3Operation ofObject(S3Request request, String method) {
        boolean upload = request.has("uploadId");
        boolean version = request.has("versionId");
        return switch (method) {
            case "GET" -> upload
                    ? stored("ListParts", "s3:ListMultipartUploadParts", false)
                    : plain(request) || version ? stored("GetObject", version ? "s3:GetObjectVersion" : "s3:GetObject", false) : refuse(request);
            case "HEAD" -> stored("HeadObject", version ? "s3:GetObjectVersion" : "s3:GetObject", false);
            case "PUT" -> put(request, upload);
            case "POST" -> request.has("uploads")
                    ? stored("CreateMultipartUpload", "s3:PutObject", false)
                    : upload ? stored("CompleteMultipartUpload", "s3:PutObject", false) : refuse(request);
            case "DELETE" -> upload
                    ? stored("AbortMultipartUpload", "s3:AbortMultipartUpload", false)
                    : plain(request) || version
                            ? stored("DeleteObject", version ? "s3:DeleteObjectVersion" : "s3:DeleteObject", false)
                            : refuse(request);
            default -> refuse(request);
        };
    }

    private static S3Operation put(S3Request request, boolean upload) {
        boolean copy = request.copySource().isPresent();
        if (upload) {
            return copy ? new Copy("UploadPartCopy") : stored("UploadPart", "s3:PutObject", false);
        }
        if (!plain(request)) {
            return refuse(request);
        }
        return copy ? new Copy("CopyObject") : stored("PutObject", "s3:PutObject", false);
    }

    /** Whether no subresource is asked for: what presigning and the SDKs add, response overrides and paging change nothing. */
    private static boolean plain(S3Request request) {
        return request.query().keySet().stream()
                .allMatch(name -> name.startsWith("X-Amz-") || name.startsWith("response-") || name.equals("x-id"));
    }

    private static String verb(String method, S3Request request) {
        return switch (method) {
            case "GET" -> "Get";
            case "PUT" -> "Put";
            case "DELETE" -> "Delete";
            default -> {
                refuse(request);
                yield "";
            }
        };
    }

    private static S3Operation stored(String name, String action, boolean onBucket) {
        return new Stored(name, List.of(action), onBucket);
    }

    private static S3Operation registry(String name, Optional<BucketSetting> setting) {
        return new Registry(name, setting);
    }

    private static S3Operation refuse(S3Request request) {
        throw new AwsException("NotImplemented", 501, "This local cloud does not implement " + request.http().method() + " with "
                + (request.query().isEmpty() ? "this address" : String.join(", ", request.query().keySet())) + " on S3.");
    }
}
