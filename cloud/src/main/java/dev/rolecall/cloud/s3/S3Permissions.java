package dev.rolecall.cloud.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Resource;

/**
 * What S3 asks the policies before it serves a request, the bucket's own policy among them. Which operation needs what is data, in
 * {@code authorization/s3.json}, after the pages of the operations (<i>Permissions</i>); here is which resources a request names.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required permissions for S3 API
 *      operations</a>
 */
public final class S3Permissions {
    private final AuthorizationMap map = AuthorizationMap.of("s3");
    private final ResourceKinds<S3Request> kinds = new ResourceKinds<>(kinds());
    private final Buckets buckets;
    private final ObjectStore store;

    public S3Permissions(Buckets buckets, ObjectStore store) {
        this.buckets = buckets;
        this.store = store;
    }

    private Map<String, Function<S3Request, List<Resource>>> kinds() {
        return Map.of("bucket", request -> List.of(bucket(request.address())),
                "object", request -> request.version().isPresent() ? List.of() : List.of(object(request.address())),
                "object version", request -> request.version().map(id -> version(request.address(), id)).stream().toList(),
                "source", request -> request.sourceVersion().isPresent()
                        ? List.of()
                        : request.copySource().map(this::object).stream().toList(),
                "source version", request -> request.sourceVersion()
                        .flatMap(id -> request.copySource().map(source -> version(source, id))).stream().toList(),
                "source with tags that go along", request -> request.copySource().filter(source -> !request.replacesTags())
                        .filter(source -> !store.tags(source).isEmpty()).map(this::object).stream().toList(),
                "object that gets tags", request -> store.tagsGiven(request).isEmpty() ? List.of() : List.of(object(request.address())),
                "object that gets an ACL", request -> AccessControl.isAsked(request) ? List.of(object(request.address())) : List.of());
    }

    /**
     * Everything that must be allowed before the request is served; the keys of a {@code DeleteObjects} are asked one by one, and the
     * bucket registry's operations ask for themselves.
     */
    public List<Permission> of(S3Operation operation, S3Request request) {
        return switch (operation) {
            case S3Operation.Stored(String name) -> needs(name, request);
            case S3Operation.ObjectTagging(String name) -> needs(name, request);
            case S3Operation.DeleteMany _,S3Operation.Registry _ -> List.of();
        };
    }

    /** What deleting one key of {@code DeleteObjects} needs. */
    public List<Permission> delete(S3Request request, ObjectAddress object) {
        return needs("DeleteObjects", request.about(object));
    }

    /** Whoever may not list a bucket is not told which keys are missing. */
    public Permission list(ObjectAddress object) {
        return asked(new Permission("s3:ListBucket", bucket(object)), Map.of());
    }

    /** Whoever may read an object's tags is told with the object how many there are. */
    public Permission readTags(ObjectAddress object) {
        return asked(new Permission("s3:GetObjectTagging", object(object)), Map.of());
    }

    /** Reading an object on behalf of somebody who sends no request to S3 itself. */
    public Permission read(ObjectAddress object) {
        return asked(new Permission("s3:GetObject", object(object)), Map.of());
    }

    /**
     * Refuses a bucket that does not exist.
     *
     * @throws dev.rolecall.cloud.api.AwsException {@code NoSuchBucket}
     */
    public Bucket mustExist(String bucket) {
        return buckets.get(bucket);
    }

    private List<Permission> needs(String operation, S3Request request) {
        Map<String, List<String>> ofRequest = RequestKeys.of(operation, request);
        List<Permission> needs = new ArrayList<>();
        for (Permission permission : map.permissions(operation, request, kinds)) {
            needs.add(asked(permission, ofRequest));
        }
        return needs;
    }

    private static Permission asked(Permission permission, Map<String, List<String>> ofRequest) {
        Map<String, List<String>> known = new HashMap<>(ofRequest);
        known.putAll(permission.on().context());
        return permission.with(S3ConditionKeys.of(permission.action(), known));
    }

    private Resource bucket(ObjectAddress address) {
        return buckets.owned(Resource.of(address.bucketArn()), address.bucket());
    }

    private Resource object(ObjectAddress address) {
        Map<String, List<String>> keys = new HashMap<>();
        store.tags(address).forEach((key, value) -> keys.put("s3:ExistingObjectTag/" + key, List.of(value)));
        return described(address, keys);
    }

    private Resource version(ObjectAddress address, String id) {
        Map<String, List<String>> keys = new HashMap<>(object(address).context());
        keys.put("s3:versionid", List.of(id));
        return described(address, keys);
    }

    private Resource described(ObjectAddress address, Map<String, List<String>> keys) {
        return buckets.owned(Resource.of(address.arn()).with(keys), address.bucket());
    }

    /** The bucket that an address is in, where it exists. */
    public Optional<Bucket> bucketOf(ObjectAddress address) {
        return address.bucket().flatMap(buckets::find);
    }
}
