package dev.rolecall.cloud.cloudformation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;

/** One resource on its way from what it was to what it shall be, in place. */
final class Change {
    private final Creation after;
    private final Applied before;
    private final Set<String> properties;

    Change(Creation after, Applied before, Set<String> properties) {
        this.after = after;
        this.before = before;
        this.properties = properties;
    }

    /** Whether one of these properties is not what it was. */
    boolean in(String... names) {
        return Arrays.stream(names).anyMatch(properties::contains);
    }

    Parameters before() {
        return new Parameters(before.properties());
    }

    /** What it shall be, and the way to the services. */
    Creation after() {
        return after;
    }

    String physicalId() {
        return after.physicalId();
    }

    /** The tags that go away and are not replaced. */
    List<String> untagged() {
        Map<String, String> gone = new TreeMap<>(after.tagsOf(before));
        gone.keySet().removeAll(after.tagsOf(after.wanted()).keySet());
        return List.copyOf(gone.keySet());
    }

    ArrayNode tags() {
        return after.tags();
    }

    /** Calls a service; that something is gone already is no failure. */
    void unlessGone(String service, String operation, ObjectNode input) {
        ResourceWork.unlessGone(() -> after.call(service, operation, input));
    }
}
