package dev.rolecall.lab.deploy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A template out of which one can take resources, with everything that refers to them. */
final class PartialTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

    private final ObjectNode template;

    PartialTemplate(ObjectNode template) {
        this.template = template;
    }

    static PartialTemplate read(Path file) {
        return new PartialTemplate((ObjectNode) JsonMapper.shared().readTree(file));
    }

    /** Types by logical id. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        template.path("Resources").properties()
                .forEach(resource -> types.put(resource.getKey(), resource.getValue().path("Type").asString("")));
        return types;
    }

    String text() {
        return JsonMapper.shared().writeValueAsString(template);
    }

    /** A copy without these resources, without those that refer to them, and without outputs that do. */
    PartialTemplate without(Collection<String> logicalIds) {
        ObjectNode copy = template.deepCopy();
        Set<String> gone = new HashSet<>(logicalIds);
        ObjectNode resources = (ObjectNode) copy.path("Resources");
        resources.remove(gone);
        for (boolean more = true; more;) {
            Set<String> next = new HashSet<>();
            resources.properties().forEach(resource -> {
                dropOrder(resource.getValue(), gone);
                if (refersTo(resource.getValue(), gone)) {
                    next.add(resource.getKey());
                }
            });
            resources.remove(next);
            gone.addAll(next);
            more = !next.isEmpty();
        }
        if (copy.path("Outputs") instanceof ObjectNode outputs) {
            outputs.remove(
                    outputs.properties().stream().filter(output -> refersTo(output.getValue(), gone)).map(Map.Entry::getKey).toList());
        }
        dropUnusedParameters(copy);
        return new PartialTemplate(copy);
    }

    /** A parameter of what is gone may be one that cannot be resolved. */
    private static void dropUnusedParameters(ObjectNode template) {
        if (template.path("Parameters") instanceof ObjectNode parameters) {
            parameters.remove(parameters.propertyNames().stream()
                    .filter(name -> !refersTo(template.path("Resources"), Set.of(name)) && !refersTo(template.path("Outputs"), Set.of(name))
                            && !refersTo(template.path("Rules"), Set.of(name)) && !refersTo(template.path("Conditions"), Set.of(name)))
                    .toList());
        }
    }

    /** Coming after something that is not there means nothing; referring to it does. */
    private static void dropOrder(JsonNode resource, Set<String> gone) {
        if (resource.path("DependsOn") instanceof ArrayNode order) {
            order.removeIf(id -> gone.contains(id.asString("")));
        } else if (gone.contains(resource.path("DependsOn").asString(""))) {
            ((ObjectNode) resource).remove("DependsOn");
        }
    }

    private static boolean refersTo(JsonNode node, Set<String> gone) {
        JsonNode attribute = node.path("Fn::GetAtt");
        String id = attribute.isArray() ? attribute.path(0).asString("") : attribute.asString("").replaceFirst("\\..*", "");
        if (gone.contains(node.path("Ref").asString("")) || gone.contains(id) || substitutes(node.path("Fn::Sub"), gone)) {
            return true;
        }
        return node.valueStream().anyMatch(child -> refersTo(child, gone));
    }

    /** What the second form gives a value of its own under that name is no reference. */
    private static boolean substitutes(JsonNode sub, Set<String> gone) {
        Matcher variables = VARIABLE.matcher(sub.isArray() ? sub.path(0).asString("") : sub.asString(""));
        return variables.results().map(variable -> variable.group(1)).anyMatch(name -> gone.contains(name) && !sub.path(1).has(name));
    }
}
