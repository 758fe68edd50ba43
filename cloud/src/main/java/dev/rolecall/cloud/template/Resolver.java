package dev.rolecall.cloud.template;

import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Puts values in the place of intrinsic functions; a member or an element that comes to {@code AWS::NoValue} goes away. */
final class Resolver {
    private final Scope scope;

    /** What functions draw on. */
    record Scope(PseudoParameters pseudo, ParameterValues parameters, ObjectNode mappings, Truths truths, Exports exports,
            ResourceValues resources) {}

    /** Which named conditions hold. */
    @FunctionalInterface
    interface Truths {
        boolean holds(String condition);
    }

    Resolver(Scope scope) {
        this.scope = scope;
    }

    /** Empty for {@code AWS::NoValue}. */
    Optional<JsonNode> resolve(JsonNode node) {
        Optional<Intrinsic> intrinsic = Intrinsic.of(node);
        if (intrinsic.isPresent()) {
            return call(intrinsic.get());
        }
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> resolve(member.getValue()).ifPresent(value -> copy.set(member.getKey(), value)));
                yield Optional.of(copy);
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> resolve(item).ifPresent(copy::add));
                yield Optional.of(copy);
            }
            default -> Optional.of(node);
        };
    }

    JsonNode value(JsonNode node) {
        return resolve(node).orElseThrow(() -> TemplateException.error("AWS::NoValue stands where a value is needed"));
    }

    String text(JsonNode node) {
        JsonNode value = value(node);
        if (value.isContainer() || value.isNull()) {
            throw TemplateException.error("a string is needed in place of " + (value.isArray() ? "a list" : "an object"));
        }
        return value.asString();
    }

    /** The condition of an {@code Fn::If}. */
    JsonNode branch(JsonNode argument) {
        if (argument.size() != 3 || !argument.path(0).isString()) {
            throw TemplateException.error("Fn::If requires a condition name and two values");
        }
        return argument.path(scope.truths().holds(argument.path(0).asString()) ? 1 : 2);
    }

    private Optional<JsonNode> call(Intrinsic intrinsic) {
        JsonNode argument = intrinsic.argument();
        return switch (intrinsic.name()) {
            case "Ref" ->
                argument.asString("").equals(PseudoParameters.NO_VALUE) ? Optional.empty() : Optional.of(ref(argument.asString("")));
            case "Fn::If" -> resolve(branch(argument));
            case "Fn::GetAtt" -> Optional.of(attribute(argument));
            case "Fn::Sub" -> Optional.of(substitute(argument));
            case "Fn::FindInMap" -> Optional.of(mapped(argument));
            case "Fn::GetAZs" -> Optional.of(zones(argument));
            case "Fn::ImportValue" -> Optional.of(imported(text(argument)));
            default -> Optional.of(TextFunctions.call(intrinsic, this));
        };
    }

    private JsonNode ref(String name) {
        Optional<JsonNode> value = PseudoParameters.isPseudo(name)
                ? scope.pseudo().value(name)
                : scope.parameters().value(name).or(() -> scope.resources().ref(name).map(StringNode::valueOf));
        return value.orElseThrow(
                () -> TemplateException.format("Unresolved resource dependencies [" + name + "] in the Resources block of the template"));
    }

    private JsonNode attribute(JsonNode argument) {
        if (argument.isString()) {
            Reference reference = Reference.dotted(argument.asString());
            return attribute(reference.name(), reference.attribute().orElse(""));
        }
        return attribute(text(argument.path(0)), text(argument.path(1)));
    }

    private JsonNode attribute(String resource, String name) {
        return scope.resources().attribute(resource, name)
                .orElseThrow(() -> TemplateException
                        .error("resource " + resource + " does not support attribute type " + name + " in Fn::GetAtt"));
    }

    private JsonNode substitute(JsonNode argument) {
        JsonNode given = argument.isArray() ? argument.path(1) : argument.path("none");
        JsonNode template = argument.isArray() ? argument.path(0) : argument;
        if (!template.isString()) {
            throw TemplateException.error("every Fn::Sub object requires a string, or a string and an object of values");
        }
        StringBuilder text = new StringBuilder();
        for (SubstitutedText.Part part : SubstitutedText.of(template.asString()).parts()) {
            text.append(switch (part) {
                case SubstitutedText.Literal(String literal) -> literal;
                case SubstitutedText.Variable(String name) when given.has(name) -> text(given.path(name));
                case SubstitutedText.Variable(String name) -> plain(Reference.dotted(name));
            });
        }
        return StringNode.valueOf(text.toString());
    }

    private String plain(Reference reference) {
        JsonNode value = reference.attribute().map(name -> attribute(reference.name(), name)).orElseGet(() -> ref(reference.name()));
        return value.isArray() ? String.join(",", value.valueStream().map(JsonNode::asString).toList()) : value.asString();
    }

    private JsonNode mapped(JsonNode argument) {
        if (argument.size() != 3) {
            throw TemplateException.error(
                    "every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value");
        }
        String map = text(argument.path(0));
        if (!scope.mappings().has(map)) {
            throw TemplateException.error("Mapping named '" + map + "' is not present in the 'Mappings' section of template.");
        }
        String first = text(argument.path(1));
        String second = text(argument.path(2));
        JsonNode found = scope.mappings().path(map).path(first).path(second);
        if (found.isMissingNode()) {
            throw TemplateException.error("Unable to get mapping for " + map + "::" + first + "::" + second);
        }
        return found;
    }

    private JsonNode zones(JsonNode argument) {
        String region = argument.isString() && argument.asString().isEmpty() ? scope.pseudo().region() : text(argument);
        return JsonNodeFactory.instance.arrayNode().add(region + "a").add(region + "b").add(region + "c");
    }

    private JsonNode imported(String name) {
        return StringNode
                .valueOf(scope.exports().value(name).orElseThrow(() -> new TemplateException("No export named " + name + " found.")));
    }

}
