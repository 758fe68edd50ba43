package dev.rolecall.cloud.ecs;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/** Tags as the API of ECS writes them. */
final class EcsTags {
    private static final int MOST_TAGS = 50;

    private EcsTags() {}

    static Map<String, String> of(Parameters parameters) {
        Map<String, String> tags = new TreeMap<>();
        parameters.structures("tags").forEach(tag -> tags.put(tag.required("key"), tag.optional("value").orElse("")));
        return checked(tags);
    }

    /** Those of AWS itself do not count. */
    static Map<String, String> checked(Map<String, String> tags) {
        if (tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS) {
            throw AwsException.validation("A resource has at most " + MOST_TAGS + " tags.");
        }
        return tags;
    }

    static void write(Map<String, String> tags, ArrayNode to) {
        new TreeMap<>(tags).forEach((key, value) -> to.addObject().put("key", key).put("value", value));
    }
}
