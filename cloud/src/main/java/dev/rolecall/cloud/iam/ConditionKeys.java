package dev.rolecall.cloud.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.identity.Identity;

/**
 * Which operation has which condition keys beside the global ones and the resource's tags: data, beside the actions, in
 * {@code authorization/iam.json}. A key is there for the operations that the reference lists it for and for no other: a parameter that an
 * operation does not have must not make a condition true.
 */
final class ConditionKeys {
    private static final String FILE = "/dev/rolecall/cloud/authorization/iam.json";
    private static final String BOUNDARY = "iam:PermissionsBoundary";

    private final JsonNode ofRequest;
    private final JsonNode ofResource;

    private ConditionKeys(JsonNode keys) {
        this.ofRequest = keys.path("ofRequest");
        this.ofResource = keys.path("ofResource");
    }

    static ConditionKeys read() {
        try (InputStream data = ConditionKeys.class.getResourceAsStream(FILE)) {
            return new ConditionKeys(JsonMapper.shared().readTree(data).path("conditionKeys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a request says of itself. */
    Map<String, List<String>> ofRequest(String operation, Parameters parameters) {
        Map<String, List<String>> keys = new HashMap<>();
        if (has(ofRequest, BOUNDARY, operation)) {
            parameters.optional("PermissionsBoundary").ifPresent(arn -> keys.put(BOUNDARY, List.of(arn)));
        }
        if (has(ofRequest, "iam:PolicyARN", operation)) {
            parameters.optional("PolicyArn").ifPresent(arn -> keys.put("iam:PolicyARN", List.of(arn)));
        }
        Map<String, String> tags = parameters.tags("Tags");
        if (has(ofRequest, "aws:RequestTag", operation)) {
            keys.putAll(TagKeys.of("aws:RequestTag/", tags));
        }
        if (has(ofRequest, "aws:TagKeys", operation)) {
            Set<String> names = new TreeSet<>(tags.keySet());
            names.addAll(parameters.strings("TagKeys"));
            if (!names.isEmpty()) {
                keys.put("aws:TagKeys", new ArrayList<>(names));
            }
        }
        return keys;
    }

    /** What is known of the user or role that a request is about. */
    Map<String, List<String>> ofIdentity(String operation, Identity identity) {
        Map<String, List<String>> keys = TagKeys.ofResource(identity.tags());
        keys.putAll(TagKeys.of("iam:ResourceTag/", identity.tags()));
        if (has(ofResource, BOUNDARY, operation)) {
            identity.grants().boundary().ifPresent(arn -> keys.put(BOUNDARY, List.of(arn)));
        }
        return keys;
    }

    private static boolean has(JsonNode keys, String key, String operation) {
        return keys.path(key).valueStream().anyMatch(name -> name.asString().equals(operation));
    }
}
