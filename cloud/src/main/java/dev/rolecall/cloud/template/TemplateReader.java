package dev.rolecall.cloud.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a template's text into its sections; every error names the place. */
final class TemplateReader {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings",
            "Conditions", "Rules", "Resources", "Outputs");
    private static final Set<String> RESOURCE_MEMBERS = Set.of("Type", "Properties", "Condition", "DependsOn", "DeletionPolicy",
            "UpdateReplacePolicy", "UpdatePolicy", "CreationPolicy", "Metadata", "Description");
    private static final Set<String> DELETION_POLICIES = Set.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");

    Template.Sections read(String text) {
        if (!((text.stripLeading().startsWith("{") ? json(text) : YamlText.read(text)) instanceof ObjectNode root)) {
            throw TemplateException.format("unsupported structure.");
        }
        List<String> unknown = root.propertyStream().map(Map.Entry::getKey).filter(name -> !SECTIONS.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new TemplateException("Invalid template property or properties " + unknown);
        }
        Map<String, TemplateResource> resources = section(root, "Resources", this::resource);
        if (resources.isEmpty()) {
            throw TemplateException.format("At least one Resources member must be defined.");
        }
        return new Template.Sections(text(root, "Description"), section(root, "Parameters", this::parameter), object(root, "", "Mappings"),
                section(root, "Conditions", (_, node) -> node), section(root, "Rules", this::rule), resources,
                section(root, "Outputs", this::output));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw TemplateException.format("JSON not well-formed. (line %d, column %d)".formatted(e.getLocation().getLineNr(),
                    e.getLocation().getColumnNr()));
        }
    }

    private TemplateParameter parameter(String name, JsonNode node) {
        String place = "/Parameters/" + name;
        String type = text(node, "Type")
                .orElseThrow(() -> TemplateException.format("Every Parameters object must contain a Type member. [" + place + "]"));
        List<String> allowed = node.path("AllowedValues").valueStream().map(JsonNode::asString).toList();
        TemplateParameter parameter = new TemplateParameter(name, type, text(node, "Description"), text(node, "Default"), allowed,
                text(node, "AllowedPattern"), node.path("NoEcho").asBoolean(false));
        if (!parameter.known()) {
            throw TemplateException.format("Unrecognized parameter type: " + type + " [" + place + "]");
        }
        return parameter;
    }

    private TemplateRule rule(String name, JsonNode node) {
        List<TemplateRule.Assertion> assertions = new ArrayList<>();
        for (JsonNode assertion : node.path("Assertions")) {
            assertions.add(new TemplateRule.Assertion(assertion.path("Assert"), text(assertion, "AssertDescription")));
        }
        if (assertions.isEmpty()) {
            throw TemplateException.format("The rule has no Assertions. [/Rules/" + name + "]");
        }
        return new TemplateRule(name, Optional.ofNullable(node.get("RuleCondition")), assertions);
    }

    private TemplateResource resource(String name, JsonNode node) {
        String place = "/Resources/" + name;
        node.propertyNames().stream().filter(member -> !RESOURCE_MEMBERS.contains(member)).findFirst().ifPresent(member -> {
            throw new TemplateException("Invalid template resource property '" + member + "' [" + place + "]");
        });
        String type = text(node, "Type")
                .orElseThrow(() -> TemplateException.format("[" + place + "] Every Resources object must contain a Type member."));
        JsonNode after = node.path("DependsOn");
        List<String> dependsOn = after.isString() ? List.of(after.asString()) : after.valueStream().map(JsonNode::asString).toList();
        String deletion = text(node, "DeletionPolicy").orElse("Delete");
        if (!DELETION_POLICIES.contains(deletion)) {
            throw TemplateException.format("Unrecognized DeletionPolicy " + deletion + " for resource " + name);
        }
        return new TemplateResource(name, type, object(node, place, "Properties"), text(node, "Condition"), dependsOn, deletion,
                text(node, "UpdateReplacePolicy").orElse("Delete"), text(node, "Description"), Optional.ofNullable(node.get("Metadata")));
    }

    private TemplateOutput output(String name, JsonNode node) {
        JsonNode value = node.get("Value");
        if (value == null) {
            throw TemplateException.format("Every Outputs member must contain a Value object [/Outputs/" + name + "]");
        }
        return new TemplateOutput(name, value, text(node, "Description"), text(node, "Condition"),
                Optional.ofNullable(node.path("Export").get("Name")));
    }

    private static <T> Map<String, T> section(ObjectNode root, String section, BiFunction<String, JsonNode, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        object(root, "", section).properties().forEach(entry -> {
            String name = entry.getKey();
            if (!name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
                throw TemplateException.format(section.substring(0, section.length() - 1) + " name " + name + " is non alphanumeric.");
            }
            if (!entry.getValue().isObject()) {
                throw TemplateException.format("[/" + section + "/" + name + "] must be an object.");
            }
            read.put(name, reader.apply(name, entry.getValue()));
        });
        return Collections.unmodifiableMap(read);
    }

    private static ObjectNode object(JsonNode parent, String place, String name) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode()) {
            return MAPPER.createObjectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw TemplateException.format("[" + place + "/" + name + "] must be an object.");
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
    }
}
