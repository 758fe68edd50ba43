package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** Where two values differ. A single value and a list of that value are the same, and so are a number and its text. */
final class Differences {
    private final List<DriftReport.Difference> found = new ArrayList<>();

    private Differences() {}

    /** Of the properties that are expected. */
    static List<DriftReport.Difference> between(JsonNode expected, JsonNode actual) {
        Differences differences = new Differences();
        differences.compare("", expected, actual);
        return List.copyOf(differences.found);
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isMissingNode() || actual.isMissingNode()) {
            found.add(new DriftReport.Difference(path, given(expected), given(actual)));
        } else if (expected.isObject() && actual.isObject()) {
            Set<String> names = new LinkedHashSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            names.forEach(name -> compare(path + "/" + name, expected.path(name), actual.path(name)));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.path(i), actual.path(i));
            }
        } else if (!single(expected).equals(single(actual))) {
            found.add(new DriftReport.Difference(path, given(expected), given(actual)));
        }
    }

    private static Optional<JsonNode> given(JsonNode value) {
        return Optional.of(value).filter(node -> !node.isMissingNode());
    }

    private static String single(JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.path(0) : value;
        return one.isContainer() ? one.toString() : one.asString();
    }
}
