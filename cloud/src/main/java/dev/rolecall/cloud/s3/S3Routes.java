package dev.rolecall.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    private record Route(String method, Level level, Set<String> required, Set<String> optional, boolean copies, S3Operation operation) {
        boolean matches(S3Request request, Level at) {
            return method.equals(request.http().method()) && level == at && request.query().keySet().containsAll(required)
                    && (!copies || request.copySource().isPresent())
                    && takes(request.query().keySet());
        }

        private boolean takes(Set<String> parameters) {
            for (String name : parameters) {
                if (!required.contains(name) && !optional.contains(name) && !isNeutral(name)) {
                    return false;
                }
            }
            return true;
        }

        /** What presigning and the SDKs add to any request. */
        private static boolean isNeutral(String parameter) {
            // SDKs that presign a read ask for the checksum beside the object, where one is kept.
            return parameter.startsWith("X-Amz-") || parameter.equals("x-id") || parameter.equals("x-amz-checksum-mode")
                    || S3Request.isUnheeded(parameter);
        }
    }

    static S3Operation find(S3Request request) {
        Level level = request.address().bucket().isEmpty()
                ? Level.SERVICE
                : request.address().key().isEmpty() ? Level.BUCKET : Level.OBJECT;
        for (Route route : ROUTES) {
            if (route.matches(request, level)) {
                return route.operation();
            }
        }
        throw refused(request);
    }

    /** The names of all operations that a request can be. */
    static Set<String> operations() {
        Set<String> names = new TreeSet<>();
        ROUTES.forEach(route -> names.add(route.operation().name()));
        return names;
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(route("GET", Level.SERVICE, "", "prefix max-buckets continuation-token bucket-region", registry("ListBuckets")));
        String listing = "prefix delimiter max-keys encoding-type ";
        routes.add(route("GET", Level.BUCKET, "", listing + "marker", stored("ListObjects")));
        routes.add(route("GET", Level.BUCKET, "list-type", listing + "continuation-token start-after fetch-owner",
                stored("ListObjectsV2")));
        routes.add(route("GET", Level.BUCKET, "versions", listing + "key-marker version-id-marker", stored("ListObjectVersions")));
        routes.add(route("GET", Level.BUCKET, "uploads", "prefix delimiter encoding-type max-uploads key-marker upload-id-marker",
                stored("ListMultipartUploads")));
        routes.add(route("GET", Level.BUCKET, "versioning", "", stored("GetBucketVersioning")));
        routes.add(route("HEAD", Level.BUCKET, "", "", stored("HeadBucket")));
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
            routes.add(route(verb.name(), Level.OBJECT, "tagging", "versionId",
                    new S3Operation.ObjectTagging(verb.word + "ObjectTagging")));
        }
        routes.addAll(ofObjects());
        return List.copyOf(routes);
    }

    private static List<Route> ofObjects() {
        String overrides = "response-content-type response-content-language response-expires response-cache-control "
                + "response-content-disposition response-content-encoding ";
        return List.of(
                route("GET", Level.OBJECT, "", overrides + "versionId partNumber", stored("GetObject")),
                route("HEAD", Level.OBJECT, "", overrides + "versionId partNumber", stored("HeadObject")),
                route("GET", Level.OBJECT, "attributes", "versionId", stored("GetObjectAttributes")),
                copy("", stored("CopyObject")),
                route("PUT", Level.OBJECT, "", "", stored("PutObject")),
                route("DELETE", Level.OBJECT, "", "versionId", stored("DeleteObject")),
                route("POST", Level.OBJECT, "uploads", "", stored("CreateMultipartUpload")),
                copy("uploadId partNumber", stored("UploadPartCopy")),
                route("PUT", Level.OBJECT, "uploadId partNumber", "", stored("UploadPart")),
                route("GET", Level.OBJECT, "uploadId", "max-parts part-number-marker", stored("ListParts")),
                route("POST", Level.OBJECT, "uploadId", "", stored("CompleteMultipartUpload")),
                route("DELETE", Level.OBJECT, "uploadId", "", stored("AbortMultipartUpload")));
    }

    private enum Verb {
        PUT("Put"), GET("Get"), DELETE("Delete");

        private final String word;

        Verb(String word) {
            this.word = word;
        }
    }

    private static Route route(String method, Level level, String required, String optional, S3Operation operation) {
        return new Route(method, level, words(required), words(optional), false, operation);
    }

    /** An upload whose content is another object's, by a header. */
    private static Route copy(String required, S3Operation operation) {
        return new Route("PUT", Level.OBJECT, words(required), Set.of(), true, operation);
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
    }

    private static S3Operation stored(String name) {
        return new S3Operation.Stored(name);
    }

    private static S3Operation registry(String name) {
        return new S3Operation.Registry(name, Optional.empty());
    }

    private static AwsException refused(S3Request request) {
        return new AwsException("NotImplemented", 501, "This local cloud does not implement " + request.http().method() + " with "
                + (request.query().isEmpty() ? "this address" : String.join(", ", request.query().keySet())) + " on S3.");
    }
}
