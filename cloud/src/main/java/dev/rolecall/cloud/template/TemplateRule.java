package dev.rolecall.cloud.template;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * A declared rule: where its condition holds, every assertion must.
 *
 * @param condition empty where the rule always counts
 */
record TemplateRule(String name, Optional<JsonNode> condition, List<Assertion> assertions) {
    record Assertion(JsonNode condition, Optional<String> description) {}
}
