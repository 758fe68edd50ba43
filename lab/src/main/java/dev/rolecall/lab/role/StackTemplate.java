package dev.rolecall.lab.role;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.TextFile;

/**
 * A template that was read.
 *
 * @param stack the stack's id in the app
 * @param name  its name in the account
 */
record StackTemplate(String stack, String name, Place place, JsonNode root) {
    private static final String NESTED = "AWS::CloudFormation::Stack";

    static StackTemplate read(String stack, String name, Place place, Path file) {
        try {
            return new StackTemplate(stack, name, place, JsonMapper.shared().readTree(TextFile.read(file)));
        } catch (JacksonException e) {
            throw LabException.wrongInput(file + " is no JSON: " + e.getOriginalMessage() + ".");
        }
    }

    JsonNode resource(String logicalId) {
        return root.path("Resources").path(logicalId);
    }

    static String type(JsonNode resource) {
        return resource.path("Type").asString("");
    }

    /** Resources of a type, by logical id. */
    List<Map.Entry<String, JsonNode>> ofType(String type) {
        return root.path("Resources").propertyStream().filter(entry -> type(entry.getValue()).equals(type)).toList();
    }

    /**
     * The templates of stacks within it, which the CDK writes beside it.
     *
     * @param file where this one is
     */
    List<StackTemplate> nested(Path file) {
        return ofType(NESTED).stream().flatMap(entry -> {
            Optional<String> asset = Optional.of(entry.getValue().path("Metadata").path("aws:asset:path").asString(""))
                    .filter(path -> path.endsWith(".json"));
            return asset.stream().map(path -> read(stack + "/" + entry.getKey(), entry.getKey(), place, file.resolveSibling(path)));
        }).toList();
    }
}
