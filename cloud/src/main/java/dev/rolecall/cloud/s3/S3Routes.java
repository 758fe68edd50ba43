package dev.rolecall.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.cloud.api.AwsException;

/**
 * Which method, address and query make which operation. A request with any other query parameter is refused: the store behind might
 * take it for a request that needs another permission.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon S3 actions</a>
 */
final class S3Routes {
    private static final List<Route> ROUTES = routes();

    private S3Routes() {}

    private enum Level {
        SERVICE, BUCKET, OBJECT
    }

    /** Matches a query that has every one of {@code required} and nothing beside {@code optional}. */
    private record Route(String method, Level level, Set<String> required, Set<String> optional, S3Operation operation) {
        boolean matches(S3Request request, Level at) {
            return method.equals(request.http().method()) && level == at && request.query().keySet().containsAll(required)
                    && request.query().keySet().stream()
                            .allMatch(name -> required.contains(name) || optional.contains(name) || isNeutral(name));
        }

        /** What presigning and the SDKs add to any request. */
        private static boolean isNeutral(String parameter) {
            return parameter.startsWith("X-Amz-") || parameter.equals("x-id");
        }
    }

    static S3Operation find(S3Request request) {
        Level level = request.address().bucket().isEmpty()
                ? Level.SERVICE
                : request.address().key().isEmpty() ? Level.BUCKET : Level.OBJECT;
        S3Operation found = ROUTES.stream().filter(route -> route.matches(request, level)).findFirst().map(Route::operation)
                .orElseThrow(() -> refused(request));
        return found instanceof S3Operation.Stored stored ? refined(stored, request) : found;
    }

    /** Headers and the version turn some operations into others, or make them need more. */
    private static S3Operation refined(S3Operation.Stored stored, S3Request request) {
        boolean copies = request.copySource().isPresent();
        return switch (stored.name()) {
            case "GetObject", "HeadObject" -> request.has("versionId") ? stored(stored.name(), "s3:GetObjectVersion", false) : stored;
            case "DeleteObject" -> request.has("versionId") ? stored(stored.name(), "s3:DeleteObjectVersion", false) : stored;
            case "UploadPart" -> copies ? new S3Operation.Copy("UploadPartCopy") : stored;
            case "PutObject" -> copies ? new S3Operation.Copy("CopyObject") : stored;
            default -> stored;
        };
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(route("GET", Level.SERVICE, "", "prefix max-buckets continuation-token bucket-region", registry("ListBuckets")));
        String listing = "prefix delimiter max-keys encoding-type ";
        routes.add(route("GET", Level.BUCKET, "", listing + "marker", stored("ListObjects", "s3:ListBucket", true)));
        routes.add(route("GET", Level.BUCKET, "list-type", listing + "continuation-token start-after fetch-owner",
                stored("ListObjectsV2", "s3:ListBucket", true)));
        routes.add(route("GET", Level.BUCKET, "versions", listing + "key-marker version-id-marker",
                stored("ListObjectVersions", "s3:ListBucketVersions", true)));
        routes.add(route("GET", Level.BUCKET, "uploads", "prefix delimiter encoding-type max-uploads key-marker upload-id-marker",
                stored("ListMultipartUploads", "s3:ListBucketMultipartUploads", true)));
        routes.add(route("GET", Level.BUCKET, "versioning", "", stored("GetBucketVersioning", "s3:GetBucketVersioning", true)));
        routes.add(route("HEAD", Level.BUCKET, "", "", stored("HeadBucket", "s3:ListBucket", true)));
        routes.add(route("PUT", Level.BUCKET, "", "", registry("CreateBucket")));
        routes.add(route("DELETE", Level.BUCKET, "", "", registry("DeleteBucket")));
        routes.add(route("POST", Level.BUCKET, "delete", "", new S3Operation.DeleteMany("DeleteObjects")));
        routes.add(route("GET", Level.BUCKET, "location", "", registry("GetBucketLocation")));
        for (Verb verb : Verb.values()) {
            routes.add(route(verb.name(), Level.BUCKET, "policy", "", registry(verb.word + "BucketPolicy")));
            for (BucketSetting setting : BucketSetting.values()) {
                routes.add(route(verb.name(), Level.BUCKET, setting.marker(), "",
                        new S3Operation.Registry(verb.word + setting.operation(), Optional.of(setting))));
            }
        }
        routes.addAll(ofObjects());
        return List.copyOf(routes);
    }

    private static List<Route> ofObjects() {
        String overrides = "response-content-type response-content-language response-expires response-cache-control "
                + "response-content-disposition response-content-encoding ";
        return List.of(
                route("GET", Level.OBJECT, "", overrides + "versionId partNumber", stored("GetObject", "s3:GetObject", false)),
                route("HEAD", Level.OBJECT, "", overrides + "versionId partNumber", stored("HeadObject", "s3:GetObject", false)),
                route("PUT", Level.OBJECT, "", "", stored("PutObject", "s3:PutObject", false)),
                route("DELETE", Level.OBJECT, "", "versionId", stored("DeleteObject", "s3:DeleteObject", false)),
                route("POST", Level.OBJECT, "uploads", "", stored("CreateMultipartUpload", "s3:PutObject", false)),
                route("PUT", Level.OBJECT, "uploadId partNumber", "", stored("UploadPart", "s3:PutObject", false)),
                route("GET", Level.OBJECT, "uploadId", "max-parts part-number-marker",
                        stored("ListParts", "s3:ListMultipartUploadParts", false)),
                route("POST", Level.OBJECT, "uploadId", "", stored("CompleteMultipartUpload", "s3:PutObject", false)),
                route("DELETE", Level.OBJECT, "uploadId", "", stored("AbortMultipartUpload", "s3:AbortMultipartUpload", false)));
    }

    private enum Verb {
        PUT("Put"), GET("Get"), DELETE("Delete");

        private final String word;

        Verb(String word) {
            this.word = word;
        }
    }

    private static Route route(String method, Level level, String required, String optional, S3Operation operation) {
        return new Route(method, level, words(required), words(optional), operation);
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
    }

    private static S3Operation.Stored stored(String name, String action, boolean onBucket) {
        return new S3Operation.Stored(name, List.of(action), onBucket);
    }

    private static S3Operation registry(String name) {
        return new S3Operation.Registry(name, Optional.empty());
    }

    private static AwsException refused(S3Request request) {
        return new AwsException("NotImplemented", 501, "This local cloud does not implement " + request.http().method() + " with "
                + (request.query().isEmpty() ? "this address" : String.join(", ", request.query().keySet())) + " on S3.");
    }
}
