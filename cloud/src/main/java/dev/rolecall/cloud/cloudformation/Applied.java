package dev.rolecall.cloud.cloudformation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a resource was last told to be. The values may be secrets, so it prints none.
 *
 * @param properties with values in the place of functions
 * @param stackTags  the tags that it has from its stack
 */
record Applied(ObjectNode properties, Map<String, String> stackTags) {
    private static final String TAGS = "Tags";
    /** The same number has nodes of different types, written in JSON, in YAML, and read from a state. */
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    Applied {
        stackTags = Map.copyOf(stackTags);
    }

    /** The properties in which another differs. */
    Set<String> differences(Applied other) {
        Set<String> names = new HashSet<>(properties.propertyNames());
        names.addAll(other.properties.propertyNames());
        Set<String> changed = new TreeSet<>();
        for (String name : names) {
            if (!properties.path(name).equals(NUMBERS_BY_VALUE, other.properties.path(name))) {
                changed.add(name);
            }
        }
        if (!stackTags.equals(other.stackTags)) {
            changed.add(TAGS);
        }
        return changed;
    }

    /** What it is, where that is not what it was told: the properties that drifted as they are. */
    Applied drifted(DriftReport.Resource drift) {
        ObjectNode now = properties.deepCopy();
        drift.differences().stream().map(DriftReport.Difference::property).distinct().forEach(property -> {
            JsonNode actual = drift.actual().path(property);
            if (actual.isMissingNode()) {
                now.remove(property);
            } else {
                now.set(property, actual);
            }
        });
        return new Applied(now, stackTags);
    }

    @Override
    public String toString() {
        return "Applied" + properties.propertyNames();
    }
}
