package dev.rolecall.cloud.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;

/**
 * What is kept of a call's input and output: members that are known to hold no secret. Of other input it is kept that it was there.
 *
 * @param parameters the input
 * @param answer     the output; empty where the call failed or nothing of it is kept
 * @param resources  what the call names or made
 */
public record Recorded(ObjectNode parameters, ObjectNode answer, List<Named> resources) {
    /** What CloudTrail writes for what it does not show. */
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
    /** Of a policy with everything that IAM lets it have, all is kept. */
    private static final int LONGEST_TEXT = 10_240;
    private static final int MOST_RESOURCES = 50;

    public Recorded {
        resources = List.copyOf(resources);
    }

    /**
     * A resource, by the name or ARN that the call has for it.
     *
     * @param type {@code AWS::IAM::Role}
     */
    public record Named(String type, String name) {}

    static Recorded of(ApiCall call, Optional<ObjectNode> output) {
        Elements elements = Elements.of(call.service());
        Set<Named> named = new LinkedHashSet<>();
        ObjectNode parameters = keep(call.parameters(), elements, true, named);
        ObjectNode answer = output.map(node -> keep(node, elements, false, named)).orElseGet(JsonNodeFactory.instance::objectNode);
        return new Recorded(parameters, answer, named.stream().limit(MOST_RESOURCES).toList());
    }

    private static ObjectNode keep(ObjectNode from, Elements elements, boolean input, Set<Named> named) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        from.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (elements.keeps(name)) {
                elements.type(name).ifPresent(type -> texts(value).forEach(text -> named.add(new Named(type, text))));
                kept.set(name, elements.keepsWhole(name) ? value.deepCopy() : keepValue(name, value, elements, input, named));
            } else if (input) {
                kept.put(name, HIDDEN);
            }
        });
        return kept;
    }

    private static JsonNode keepValue(String name, JsonNode value, Elements elements, boolean input, Set<Named> named) {
        if (value instanceof ObjectNode object) {
            return keep(object, elements, input, named);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> list.add(keepValue(name, item, elements, input, named)));
            return list;
        }
        return value.isString() ? JsonNodeFactory.instance.stringNode(shown(name, value.asString())) : value;
    }

    private static String shown(String name, String text) {
        // A presigned URL carries a session token.
        String safe = name.endsWith("URL") ? text.replaceFirst("\\?.*", "?" + HIDDEN) : text;
        return safe.length() > LONGEST_TEXT ? safe.substring(0, LONGEST_TEXT) : safe;
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList()
                : value.isString() && !value.asString().isEmpty() ? List.of(value.asString()) : List.of();
    }
}
