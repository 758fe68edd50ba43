package dev.rolecall.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.Permission;

/** What S3 asks the policies before it serves a request, the bucket's own policy among them. */
public final class S3Permissions {
    private final Buckets buckets;

    public S3Permissions(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * Everything that must be allowed before the request is served; the keys of a {@code DeleteObjects} are asked one by one.
     */
    public List<Permission> of(S3Operation operation, S3Request request) {
        ObjectAddress address = request.address();
        return switch (operation) {
            case S3Operation.Stored stored -> stored.actions().stream()
                    .map(action -> permission(action, address, stored.onBucket() ? address.bucketArn() : address.arn(), request)).toList();
            case S3Operation.Copy copy -> copy(request);
            case S3Operation.DeleteMany many -> List.of();
            case S3Operation.Registry registry -> List.of();
        };
    }

    /**
     * Refuses a bucket that does not exist.
     *
     * @throws dev.rolecall.cloud.api.AwsException {@code NoSuchBucket}
     */
    public void mustExist(String bucket) {
        buckets.get(bucket);
    }

    /** Whether a key may be deleted is asked key by key. */
    public Permission delete(S3Request request, ObjectAddress object) {
        return permission("s3:DeleteObject", object, object.arn(), request);
    }

    /** Whoever may not list a bucket is not told which keys are missing. */
    public Permission list(S3Request request) {
        return permission("s3:ListBucket", request.address(), request.address().bucketArn(), request);
    }

    /** Reading an object on behalf of somebody who sends no request to S3 itself. */
    public Permission read(ObjectAddress object) {
        return permission("s3:GetObject", object, object.arn(), Map.of());
    }

    private List<Permission> copy(S3Request request) {
        List<Permission> permissions = new ArrayList<>();
        request.copySource().ifPresent(source -> permissions.add(permission("s3:GetObject", source, source.arn(), request)));
        permissions.add(permission("s3:PutObject", request.address(), request.address().arn(), request));
        return permissions;
    }

    private Permission permission(String action, ObjectAddress address, String arn, S3Request request) {
        return permission(action, address, arn, request.context());
    }

    private Permission permission(String action, ObjectAddress address, String arn, Map<String, List<String>> context) {
        Optional<Bucket> bucket = address.bucket().flatMap(buckets::find);
        Permission permission = Permission.of(action, arn).with(context);
        return bucket.map(found -> permission.ownedBy(found.owner()).guardedBy(found.policy())).orElse(permission);
    }
}
