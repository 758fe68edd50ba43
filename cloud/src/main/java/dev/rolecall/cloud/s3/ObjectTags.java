package dev.rolecall.cloud.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tags of objects, by object. One without tags is not in it. */
final class ObjectTags {
    private final Map<ObjectAddress, Map<String, String>> byObject = new ConcurrentHashMap<>();

    Map<String, String> of(ObjectAddress object) {
        return byObject.getOrDefault(object, Map.of());
    }

    void put(ObjectAddress object, Map<String, String> tags) {
        if (tags.isEmpty()) {
            byObject.remove(object);
        } else {
            byObject.put(object, Map.copyOf(tags));
        }
    }

    void remove(ObjectAddress object) {
        byObject.remove(object);
    }
}
