package dev.rolecall.cloud.s3;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.state.State;

/** Every bucket, by its globally unique name. */
public final class Buckets {
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    public void keepIn(State state) {
        state.keep("s3/buckets", buckets, Bucket.class);
    }

    /** All of their names. */
    public Set<String> names() {
        return Set.copyOf(buckets.keySet());
    }

    public Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    public Bucket get(String name) {
        return find(name).orElseThrow(() -> new AwsException("NoSuchBucket", 404, "The specified bucket does not exist"));
    }

    /** What is in a bucket belongs to the bucket's owner, and the bucket's policy guards it; where there is no such bucket, nobody's. */
    Resource owned(Resource resource, Optional<String> bucket) {
        return bucket.flatMap(this::find).map(found -> resource.with(withOwner(resource, found))
                .ownedBy(found.owner()).guardedBy(found.guard())).orElse(resource);
    }

    private static Map<String, List<String>> withOwner(Resource resource, Bucket bucket) {
        Map<String, List<String>> keys = new HashMap<>(resource.context());
        keys.put("s3:ResourceAccount", List.of(bucket.owner()));
        return keys;
    }

    List<Bucket> all() {
        return List.copyOf(buckets.values());
    }

    /** Adds a bucket; false where the name is taken. */
    boolean add(Bucket bucket) {
        return buckets.putIfAbsent(bucket.name(), bucket) == null;
    }

    void remove(String name) {
        buckets.remove(name);
    }

    void change(String name, UnaryOperator<Bucket> change) {
        if (buckets.computeIfPresent(name, (key, bucket) -> change.apply(bucket)) == null) {
            get(name);
        }
    }
}
