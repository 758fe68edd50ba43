package dev.rolecall.cloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** The values that a template's parameters take: given, or by default, and looked up where they name a stored parameter. */
final class ParameterValues {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private ParameterValues() {}

    static ParameterValues of(Map<String, TemplateParameter> declared, Map<String, String> given, ParameterStore store) {
        List<String> unknown = given.keySet().stream().filter(name -> !declared.containsKey(name)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw new TemplateException("Parameters: " + unknown + " do not exist in the template");
        }
        List<String> missing = declared.values().stream().filter(p -> p.defaultValue().isEmpty() && !given.containsKey(p.name()))
                .map(TemplateParameter::name).toList();
        if (!missing.isEmpty()) {
            throw new TemplateException("Parameters: " + missing + " must have values");
        }
        ParameterValues result = new ParameterValues();
        List<String> notStored = new ArrayList<>();
        declared.forEach((name, parameter) -> {
            String value = Optional.ofNullable(given.get(name)).or(parameter::defaultValue).orElseThrow();
            check(parameter, value);
            Optional<String> actual = parameter.stored() ? store.value(value) : Optional.of(value);
            actual.ifPresentOrElse(text -> result.values.put(name, node(parameter, text)), () -> notStored.add(value));
        });
        if (!notStored.isEmpty()) {
            throw new TemplateException("Unable to fetch parameters " + notStored + " from parameter store for this account.");
        }
        return result;
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static void check(TemplateParameter parameter, String value) {
        if (!parameter.allowedValues().isEmpty() && !parameter.allowedValues().contains(value)) {
            throw new TemplateException("Parameter '" + parameter.name() + "' must be one of AllowedValues");
        }
        if (parameter.allowedPattern().filter(pattern -> !matches(parameter, pattern, value)).isPresent()) {
            throw new TemplateException("Parameter '" + parameter.name() + "' must match pattern " + parameter.allowedPattern().get());
        }
        if (parameter.number() && !value.matches("-?\\d+(\\.\\d+)?")) {
            throw new TemplateException("Parameter '" + parameter.name() + "' must be a number.");
        }
    }

    private static boolean matches(TemplateParameter parameter, String pattern, String value) {
        try {
            return value.matches(pattern);
        } catch (PatternSyntaxException e) {
            throw new TemplateException("Parameter '" + parameter.name() + "' has an AllowedPattern that is not a regular expression");
        }
    }

    private static JsonNode node(TemplateParameter parameter, String value) {
        if (!parameter.list()) {
            return StringNode.valueOf(value);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String item : value.split(",", -1)) {
            list.add(item.strip());
        }
        return list;
    }
}
