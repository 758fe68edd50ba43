package dev.rolecall.cloud.s3;

import java.util.List;
import java.util.Optional;

/** What a request to S3's REST API asks for. */
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
     * @throws dev.rolecall.cloud.api.AwsException {@code NotImplemented} for every request that is not one of these
     */
    static S3Operation of(S3Request request) {
        return S3Routes.find(request);
    }
}
