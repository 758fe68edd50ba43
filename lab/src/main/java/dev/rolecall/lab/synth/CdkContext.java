package dev.rolecall.lab.synth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.LabException;

/** The context that a synthesis gets: what {@code cdk.json} says, and what the command adds to it, as the CDK CLI would pass it on. */
final class CdkContext {
    private static final JsonMapper JSON = new JsonMapper();

    private CdkContext() {}

    /** @throws LabException when {@code cdk.json} is missing or is not JSON */
    static String merge(Path cdkJson, Map<String, String> additions) {
        ObjectNode context = JSON.createObjectNode();
        if (read(cdkJson).path("context") instanceof ObjectNode settings) {
            context.setAll(settings);
        }
        additions.forEach(context::put);
        return JSON.writeValueAsString(context);
    }

    private static JsonNode read(Path cdkJson) {
        if (!Files.isRegularFile(cdkJson)) {
            throw LabException.wrongInput("There is no " + cdkJson + ": rolecall must run from the folder of its repository.");
        }
        try {
            return JSON.readTree(cdkJson);
        } catch (JacksonException e) {
            throw LabException.wrongInput(cdkJson + " is not valid JSON: " + e.getOriginalMessage());
        }
    }
}
