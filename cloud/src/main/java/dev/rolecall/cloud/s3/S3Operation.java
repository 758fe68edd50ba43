package dev.rolecall.cloud.s3;

import java.util.Optional;

/** What a request to S3's REST API asks for; what that needs is in {@code authorization/s3.json}, under its name. */
public sealed interface S3Operation {
    /** The API name. */
    String name();

    /** Served by the object store, copies among them. */
    record Stored(String name) implements S3Operation {}

    /** On the tags of an object, which are kept beside the store. */
    record ObjectTagging(String name) implements S3Operation {}

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
