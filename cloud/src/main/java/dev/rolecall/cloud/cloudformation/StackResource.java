package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.api.Secret;

/** A resource of a stack: where it stands, what it answers to references, and how it goes away. */
final class StackResource {
    private ResourceRecord now;

    record State(Status status, Optional<String> reason, Instant at) {}

    StackResource(String logicalId, String type, Status status, Instant now) {
        this(new ResourceRecord(logicalId, type, new State(status, Optional.empty(), now)));
    }

    StackResource(ResourceRecord now) {
        this.now = now;
    }

    /** The same object for as long as nothing changes. */
    synchronized ResourceRecord now() {
        return now;
    }

    String logicalId() {
        return now().logicalId();
    }

    String type() {
        return now().type();
    }

    State state() {
        return now().state();
    }

    Optional<String> physicalId() {
        return now().physicalId();
    }

    Optional<JsonNode> attribute(String name) {
        return now().attribute(name);
    }

    /** What it was last told to be; empty before it was there. */
    Optional<Applied> applied() {
        return now().applied();
    }

    /** The steps of how it goes away, in their order. */
    List<Removal> removal() {
        return now().removal();
    }

    synchronized void turn(State next) {
        now = now.turned(next);
    }

    synchronized void identify(String id, List<Removal> steps) {
        now = now.identified(id, steps);
    }

    synchronized void put(String attribute, JsonNode value) {
        now = now.with(attribute, value);
    }

    synchronized void put(String attribute, Secret value) {
        now = now.with(attribute, value);
    }

    synchronized void apply(Applied applied) {
        now = now.applied(applied);
    }

    /** Notes a step of how it goes away; false where it is noted already. */
    synchronized boolean goesBy(Removal step) {
        if (now.removal().contains(step)) {
            return false;
        }
        now = now.going(step);
        return true;
    }

    /** A step is done, or needs not be done. */
    synchronized void gone(Removal step) {
        now = now.without(step);
    }
}
