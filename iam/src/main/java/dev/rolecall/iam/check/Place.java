package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** A node of the file, with the JSON Pointer to it. */
record Place(JsonNode node, String pointer) {

    /** The first of these names that the object has. */
    Optional<Place> child(String... names) {
        return Stream.of(names).filter(node::has).findFirst().map(this::at);
    }

    Place at(String name) {
        return new Place(node.path(name), pointer + "/" + escape(name));
    }

    boolean has(String... names) {
        return child(names).isPresent();
    }

    /** The text of a child that is a string. */
    Optional<String> text(String name) {
        return child(name).map(Place::node).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** The elements of a list. */
    List<Place> elements() {
        List<Place> elements = new ArrayList<>(node.size());
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new Place(node.path(i), pointer + "/" + i));
        }
        return elements;
    }

    /** The elements of a list; anything else stands for a list of itself. */
    List<Place> oneOrMany() {
        return node.isArray() ? elements() : List.of(this);
    }

    /** The values of an object. */
    List<Place> values() {
        return node.propertyStream().map(Map.Entry::getKey).map(this::at).toList();
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
