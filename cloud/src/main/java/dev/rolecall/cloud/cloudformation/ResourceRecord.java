package dev.rolecall.cloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import dev.rolecall.cloud.api.Secret;

/**
 * All that is known of a resource of a stack at one moment. Attributes and what was applied may be secrets, so it prints none.
 *
 * @param applied    what it was last told to be; empty before it was there
 * @param attributes what it answers to {@code Fn::GetAtt}, but for the secrets
 * @param removal    how it goes away, step by step
 */
record ResourceRecord(String logicalId, String type, StackResource.State state, Optional<String> physicalId, Optional<Applied> applied,
        Map<String, JsonNode> attributes, Map<String, Secret> secrets, List<Removal> removal) {

    ResourceRecord {
        attributes = Map.copyOf(attributes);
        secrets = Map.copyOf(secrets);
        removal = List.copyOf(removal);
    }

    ResourceRecord(String logicalId, String type, StackResource.State state) {
        this(logicalId, type, state, Optional.empty(), Optional.empty(), Map.of(), Map.of(), List.of());
    }

    Optional<JsonNode> attribute(String name) {
        return Optional.ofNullable(attributes.get(name))
                .or(() -> Optional.ofNullable(secrets.get(name)).map(secret -> StringNode.valueOf(secret.reveal())));
    }

    /** What is gone answers nothing any more, and keeps no secret. */
    ResourceRecord turned(StackResource.State next) {
        return next.status() == Status.DELETE_COMPLETE
                ? new ResourceRecord(logicalId, type, next, physicalId, Optional.empty(), Map.of(), Map.of(), List.of())
                : new ResourceRecord(logicalId, type, next, physicalId, applied, attributes, secrets, removal);
    }

    ResourceRecord identified(String id, List<Removal> steps) {
        return new ResourceRecord(logicalId, type, state, Optional.of(id), applied, attributes, secrets, before(steps));
    }

    ResourceRecord applied(Applied now) {
        return new ResourceRecord(logicalId, type, state, physicalId, Optional.of(now), attributes, secrets, removal);
    }

    ResourceRecord with(String attribute, JsonNode value) {
        return new ResourceRecord(logicalId, type, state, physicalId, applied, put(attributes, attribute, value), secrets, removal);
    }

    ResourceRecord with(String attribute, Secret value) {
        return new ResourceRecord(logicalId, type, state, physicalId, applied, attributes, put(secrets, attribute, value), removal);
    }

    /** What was done last is taken back first. */
    ResourceRecord going(Removal step) {
        return new ResourceRecord(logicalId, type, state, physicalId, applied, attributes, secrets, before(List.of(step)));
    }

    ResourceRecord without(Removal step) {
        return new ResourceRecord(logicalId, type, state, physicalId, applied, attributes, secrets,
                removal.stream().filter(known -> !known.equals(step)).toList());
    }

    private List<Removal> before(List<Removal> steps) {
        return Stream.concat(steps.stream(), removal.stream()).toList();
    }

    private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
        Map<String, T> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }

    @Override
    public String toString() {
        return "ResourceRecord[" + logicalId + " " + state.status() + "]";
    }
}
