package dev.rolecall.cloud.template;

import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * A declared output.
 *
 * @param exportName the name, with intrinsic functions, under which other stacks import it
 */
public record TemplateOutput(String name, JsonNode value, Optional<String> description, Optional<String> condition,
        Optional<JsonNode> exportName) {}
