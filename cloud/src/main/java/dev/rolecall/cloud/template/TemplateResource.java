package dev.rolecall.cloud.template;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A declared resource.
 *
 * @param properties     with their intrinsic functions
 * @param condition      the condition that must hold for it to exist
 * @param dependsOn      logical ids beyond those that the properties refer to
 * @param deletionPolicy {@code Delete}, {@code Retain}, {@code RetainExceptOnCreate} or {@code Snapshot}
 * @param updateReplacePolicy the same for what it replaces, without {@code RetainExceptOnCreate}
 * @param metadata       without effect: whoever describes the resource gets it back
 */
public record TemplateResource(String logicalId, String type, ObjectNode properties, Optional<String> condition, List<String> dependsOn,
        String deletionPolicy, String updateReplacePolicy, Optional<String> description, Optional<JsonNode> metadata) {}
