package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import dev.rolecall.cloud.api.Secret;

/** A resource of a stack: where it stands, what it answers to references, and how to undo it. */
final class StackResource {
    private final String logicalId;
    private final String type;
    private final Map<String, JsonNode> attributes = new HashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Deque<Consumer<Calls>> undo = new ArrayDeque<>();
    private Optional<String> physicalId = Optional.empty();
    private Optional<Applied> applied = Optional.empty();
    private State state;

    record State(Status status, Optional<String> reason, Instant at) {}

    StackResource(String logicalId, String type, Status status, Instant now) {
        this.logicalId = logicalId;
        this.type = type;
        this.state = new State(status, Optional.empty(), now);
    }

    String logicalId() {
        return logicalId;
    }

    String type() {
        return type;
    }

    synchronized State state() {
        return state;
    }

    synchronized void turn(State next) {
        state = next;
    }

    synchronized Optional<String> physicalId() {
        return physicalId;
    }

    synchronized void identify(String id) {
        physicalId = Optional.of(id);
    }

    synchronized void put(String attribute, JsonNode value) {
        attributes.put(attribute, value);
    }

    synchronized void put(String attribute, Secret value) {
        secrets.put(attribute, value);
    }

    synchronized Optional<JsonNode> attribute(String name) {
        return Optional.ofNullable(attributes.get(name))
                .or(() -> Optional.ofNullable(secrets.get(name)).map(s -> StringNode.valueOf(s.reveal())));
    }

    /** What it was last told to be; empty before it was there. */
    synchronized Optional<Applied> applied() {
        return applied;
    }

    synchronized void apply(Applied now) {
        applied = Optional.of(now);
    }

    synchronized void undoWith(Consumer<Calls> step) {
        undo.push(step);
    }

    synchronized Optional<Consumer<Calls>> nextUndo() {
        return Optional.ofNullable(undo.peek());
    }

    synchronized void undone() {
        undo.poll();
    }
}
