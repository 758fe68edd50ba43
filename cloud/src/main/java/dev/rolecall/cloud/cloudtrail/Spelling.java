package dev.rolecall.cloud.cloudtrail;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the records spell the members of an API: with a small letter at the beginning. EC2's lists are those of its XML, and S3 has two names of
 * its own.
 *
 * @param sets whether lists of structures are in {@code items}
 */
record Spelling(Map<String, String> names, boolean sets) {
    private static final String INSTANCE = "InstanceId";

    static Spelling of(String service) {
        return switch (service) {
            case "ec2" -> new Spelling(Map.of(), true);
            case "s3" -> new Spelling(Map.of("Bucket", "bucketName", "Policy", "bucketPolicy"), false);
            default -> new Spelling(Map.of(), false);
        };
    }

    ObjectNode write(ObjectNode members) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        members.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (sets && member.getKey().equals(INSTANCE) && value instanceof ArrayNode ids) {
                ArrayNode items = written.putObject("instancesSet").putArray("items");
                ids.forEach(id -> items.addObject().set("instanceId", id));
            } else if (!value.isString() || !value.asString().isEmpty()) {
                written.set(name(member.getKey()), value(value));
            }
        });
        return written;
    }

    private JsonNode value(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return write(object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> list.add(value(item)));
            boolean structures = !array.isEmpty() && array.get(0).isObject();
            return sets && structures ? JsonNodeFactory.instance.objectNode().set("items", list) : list;
        }
        return value;
    }

    private String name(String member) {
        return names.getOrDefault(member, Character.toLowerCase(member.charAt(0)) + member.substring(1));
    }
}
