package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a document in another form that means the same, see {@code reference_policies_grammar}. */
final class Rewriting {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");

    private Rewriting() {}

    /** Blocks in the opposite order, single values as lists, indented. */
    static String inAnotherForm(PolicyDocument document) {
        ObjectNode reversed = reversed((ObjectNode) JSON.readTree(document.json()));
        ArrayNode statements = JSON.createArrayNode();
        reversed.path("Statement").forEach(statement -> statements.add(withLists(reversed((ObjectNode) statement))));
        reversed.set("Statement", statements);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(reversed);
    }

    private static ObjectNode reversed(ObjectNode node) {
        List<String> names = new ArrayList<>(node.propertyNames());
        Collections.reverse(names);
        ObjectNode reversed = JSON.createObjectNode();
        names.forEach(name -> reversed.set(name, node.get(name)));
        return reversed;
    }

    private static ObjectNode withLists(ObjectNode statement) {
        ObjectNode changed = JSON.createObjectNode();
        statement.properties()
                .forEach(entry -> changed.set(entry.getKey(), LISTS.contains(entry.getKey()) ? list(entry.getValue()) : entry.getValue()));
        return changed;
    }

    private static JsonNode list(JsonNode value) {
        return value.isArray() ? value : JSON.createArrayNode().add(value);
    }
}
