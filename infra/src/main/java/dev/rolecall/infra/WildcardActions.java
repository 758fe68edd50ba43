package dev.rolecall.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** Finds statements that allow more actions than they name, anywhere in a resource. */
final class WildcardActions {
    private WildcardActions() {}

    /** The places, as JSON Pointers. */
    static List<String> in(JsonNode properties) {
        List<String> found = new ArrayList<>();
        look(properties, "", found);
        return found;
    }

    private static void look(JsonNode node, String pointer, List<String> found) {
        if (node.path("Effect").asString("").equals("Allow") && (node.has("NotAction") || wild(node.path("Action")))) {
            found.add(pointer);
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            look(child.getValue(), pointer + "/" + child.getKey(), found);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.path(i), pointer + "/" + i, found);
        }
    }

    private static boolean wild(JsonNode action) {
        if (action.isArray()) {
            return action.values().stream().anyMatch(WildcardActions::wild);
        }
        // An action that only CloudFormation would know cannot be judged here, and no permission needs one.
        return !action.isString() || action.stringValue().contains("*") || action.stringValue().contains("?");
    }
}
