package dev.rolecall.infra;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resolves the intrinsic functions that the lab's templates use.
 *
 * @param exporting the template whose outputs an import refers to
 * @param names what a reference stands for: {@code Logical} for Ref, {@code Logical.Attribute} for GetAtt, {@code AWS::Region}
 */
record Intrinsics(JsonNode exporting, UnaryOperator<String> names) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    JsonNode resolve(JsonNode node) {
        if (node.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            node.forEach(child -> out.add(resolve(child)));
            return out;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1) {
            Map.Entry<String, JsonNode> only = node.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return JsonNodeFactory.instance.stringNode(function(only.getKey(), only.getValue()));
            }
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(child -> out.set(child.getKey(), resolve(child.getValue())));
        return out;
    }

    private String function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> names.apply(argument.stringValue());
            case "Fn::GetAtt" -> names.apply(argument.path(0).stringValue() + "." + argument.path(1).stringValue());
            case "Fn::Join" -> argument.path(1).values().stream().map(part -> resolve(part).stringValue())
                    .collect(Collectors.joining(argument.path(0).stringValue()));
            case "Fn::Sub" -> VARIABLE.matcher(argument.stringValue())
                    .replaceAll(found -> Matcher.quoteReplacement(names.apply(found.group(1))));
            case "Fn::Base64" -> resolve(argument).stringValue();
            case "Fn::ImportValue" -> exporting.path("Outputs").values().stream()
                    .filter(output -> output.path("Export").path("Name").asString("").equals(argument.stringValue())).findFirst()
                    .map(output -> resolve(output.path("Value")).stringValue())
                    .orElseThrow(() -> new AssertionError("Nobody exports " + argument));
            default -> throw new AssertionError("The templates did not use " + name + " so far.");
        };
    }
}
