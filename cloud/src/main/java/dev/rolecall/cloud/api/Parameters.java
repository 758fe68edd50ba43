package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an operation's input by API member names, with AWS's validation error for what is missing or of the wrong type. */
public record Parameters(ObjectNode node) {

    public String required(String name) {
        return optional(name).orElseThrow(() -> AwsException.validation("The parameter " + name + " is required."));
    }

    /** Absent, null and empty are the same on AWS's query wire. */
    public Optional<String> optional(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainer()) {
            throw AwsException.validation("The parameter " + name + " must be a single value.");
        }
        return Optional.of(value.asString()).filter(text -> !text.isEmpty());
    }

    public Optional<Integer> integer(String name) {
        return optional(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw AwsException.validation("The parameter " + name + " must be a whole number.");
            }
        });
    }

    public boolean flag(String name) {
        return optional(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** A structure; empty where it is absent. */
    public Parameters structure(String name) {
        return node.path(name) instanceof ObjectNode object ? new Parameters(object) : new Parameters(node.objectNode());
    }

    public List<Parameters> structures(String name) {
        return node.path(name).valueStream().filter(ObjectNode.class::isInstance).map(item -> new Parameters((ObjectNode) item))
                .toList();
    }

    public List<String> strings(String name) {
        return node.path(name).valueStream().map(item -> {
            if (item.isContainer()) {
                throw AwsException.validation("The parameter " + name + " must be a list of single values.");
            }
            return item.asString();
        }).toList();
    }

    /**
     * Refuses what would have to be passed over in silence.
     *
     * @param what    the operation, or the structure
     * @param members all that have an effect
     */
    public void takesOnly(String what, String... members) {
        Set<String> more = new TreeSet<>(node.propertyNames());
        more.removeAll(Set.of(members));
        if (!more.isEmpty()) {
            throw AwsException.validation("This local cloud does not implement " + String.join(", ", more) + " of " + what + ".");
        }
    }

    /** A list of {@code Key}/{@code Value} structures, as tags are written in most APIs. */
    public Map<String, String> tags(String name) {
        Map<String, String> tags = new TreeMap<>();
        for (Parameters tag : structures(name)) {
            tags.put(tag.required("Key"), tag.optional("Value").orElse(""));
        }
        return tags;
    }
}
