package dev.rolecall.cloud.cloudformation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a resource was last told to be. The values may be secrets, so it prints none.
 *
 * @param properties with values in the place of functions
 * @param stackTags  the tags that it has from its stack
 */
record Applied(ObjectNode properties, Map<String, String> stackTags) {
    private static final String TAGS = "Tags";

    Applied {
        stackTags = Map.copyOf(stackTags);
    }

    /** The properties in which another differs. */
    Set<String> differences(Applied other) {
        Set<String> names = new HashSet<>(properties.propertyNames());
        names.addAll(other.properties.propertyNames());
        Set<String> changed = new TreeSet<>();
        for (String name : names) {
            if (!properties.path(name).equals(other.properties.path(name))) {
                changed.add(name);
            }
        }
        if (!stackTags.equals(other.stackTags)) {
            changed.add(TAGS);
        }
        return changed;
    }

    @Override
    public String toString() {
        return "Applied" + properties.propertyNames();
    }
}
