package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** A node of a document together with the way to it, so that every complaint can say where. */
record JsonPlace(JsonNode node, String pointer) {

    Optional<JsonPlace> child(String name) {
        return node.has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    JsonPlace at(String name) {
        return new JsonPlace(node.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** The elements of a list; a single value stands for a list of one. */
    List<JsonPlace> oneOrMany() {
        if (!node.isArray()) {
            return List.of(this);
        }
        List<JsonPlace> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonPlace(node.path(i), pointer + "/" + i));
        }
        return elements;
    }

    JsonPlace requireObject() {
        if (!node.isObject()) {
            throw malformed("Syntax errors in policy. An object is expected here.");
        }
        return this;
    }

    String requireText() {
        if (!node.isString()) {
            throw malformed("Syntax errors in policy. A string is expected here.");
        }
        return node.asString();
    }

    /** The text of a string, and of a number or a boolean that was written without quotes. */
    String requireScalar() {
        if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
            throw malformed("Syntax errors in policy. A string, a number or a boolean is expected here.");
        }
        return node.asString();
    }

    void requireOnly(Set<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw at(name).malformed("Syntax errors in policy. Unknown field " + name + ".");
            }
        }
    }

    MalformedPolicyException malformed(String message) {
        return new MalformedPolicyException(pointer, message);
    }
}
