package dev.rolecall.lab.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.demo.Outcome;

/**
 * A value in a report; what it should be and is not, is said with its place.
 *
 * @param pointer where it is in the file
 * @param node    missing where there is nothing
 */
record Field(Path file, String pointer, JsonNode node) {

    Field in(String name) {
        return new Field(file, pointer + "/" + name, node.path(name));
    }

    /** Empty where it is missing or null. */
    Optional<Field> ifPresent() {
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(this);
    }

    String text() {
        if (!node.isString()) {
            throw unlike("text");
        }
        return node.asString();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw unlike("true or false");
        }
        return node.asBoolean();
    }

    List<Field> list() {
        if (!node.isArray()) {
            throw unlike("a list");
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            fields.add(new Field(file, pointer + "/" + i, node.path(i)));
        }
        return fields;
    }

    Outcome outcome() {
        String id = text();
        return Arrays.stream(Outcome.values()).filter(outcome -> outcome.id().equals(id)).findFirst()
                .orElseThrow(() -> unlike("one of " + Arrays.stream(Outcome.values()).map(Outcome::id).collect(Collectors.joining(", "))));
    }

    private LabException unlike(String expected) {
        return LabException.wrongInput(file + " is no report of rolecall demo --json: " + pointer
                + (node.isMissingNode() ? " is missing." : " is not " + expected + "."));
    }
}
