package dev.rolecall.cloud.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.rolecall.cloud.state.State;

/**
 * The tags of objects, and those that the objects of multipart uploads will have. What has no tags is not in it. Objects come and go after
 * their call was authorised, and so their tags are kept here.
 */
final class ObjectTags {
    private final ConcurrentMap<String, Tags> byObject = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Tags> byUpload = new ConcurrentHashMap<>();
    private final State state;

    private record Tags(Map<String, String> tags) {
        Tags {
            tags = Map.copyOf(tags);
        }
    }

    ObjectTags(State state) {
        this.state = state;
        state.keep("s3/object-tags", byObject, Tags.class);
        state.keep("s3/upload-tags", byUpload, Tags.class);
    }

    Map<String, String> of(ObjectAddress object) {
        Tags found = byObject.get(object.plain());
        return found == null ? Map.of() : found.tags();
    }

    void put(ObjectAddress object, Map<String, String> tags) {
        put(byObject, object.plain(), tags);
    }

    void remove(ObjectAddress object) {
        put(byObject, object.plain(), Map.of());
    }

    void begin(String uploadId, Map<String, String> tags) {
        put(byUpload, uploadId, tags);
    }

    /** What the object of an upload will have. */
    Map<String, String> ofUpload(String uploadId) {
        Tags found = byUpload.get(uploadId);
        return found == null ? Map.of() : found.tags();
    }

    /** The upload is no more. */
    void end(String uploadId) {
        put(byUpload, uploadId, Map.of());
    }

    private void put(ConcurrentMap<String, Tags> map, String key, Map<String, String> tags) {
        boolean known = tags.isEmpty() ? map.remove(key) != null : map.put(key, new Tags(tags)) != null;
        if (known || !tags.isEmpty()) {
            state.save();
        }
    }
}
