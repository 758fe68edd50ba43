package dev.rolecall.lab.role;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Says what the values of a template will be, as far as that can be known before anything is deployed. For a name that CloudFormation makes
 * up stands the logical id; what is not known at all is written as Fn::Sub writes it, <code>${Logical.Attribute}</code>.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">intrinsic functions</a>
 */
final class Intrinsics {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private final StackTemplate template;
    private final ResourceArns arns;
    private final Exports exports;
    private final Set<String> beingNamed = new HashSet<>();

    /** @param exports the values that the stacks of the assembly give to each other */
    Intrinsics(StackTemplate template, ResourceArns arns, Exports exports) {
        this.template = template;
        this.arns = arns;
        this.exports = exports;
    }

    /** The value that a stack exports by a name; empty where no stack does. */
    interface Exports {
        Optional<JsonNode> value(String name);
    }

    /** Missing where the value is {@code AWS::NoValue}. */
    JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.valueStream().map(this::resolve).filter(element -> !element.isMissingNode()).forEach(array::add);
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1) {
            String name = value.propertyNames().iterator().next();
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return call(name, value.path(name), value);
            }
        }
        ObjectNode object = NODES.objectNode();
        value.properties().forEach(member -> {
            JsonNode resolved = resolve(member.getValue());
            if (!resolved.isMissingNode()) {
                object.set(member.getKey(), resolved);
            }
        });
        return object;
    }

    /** Text, where the value is or becomes one. */
    Optional<String> text(JsonNode value) {
        JsonNode resolved = resolve(value);
        return resolved.isValueNode() && !resolved.isNull() ? Optional.of(resolved.asString()) : Optional.empty();
    }

    /** Whether a resource will be made. */
    boolean isMade(JsonNode resource) {
        JsonNode condition = resource.path("Condition");
        return !condition.isString() || new Conditions(template, this).holds(condition.asString());
    }

    /** The name that a resource will have, or its logical id where CloudFormation makes one up. */
    String name(String logicalId) {
        JsonNode resource = template.resource(logicalId);
        Optional<String> property = arns.nameProperty(StackTemplate.type(resource));
        if (property.isEmpty() || !beingNamed.add(logicalId)) {
            return logicalId;
        }
        try {
            return text(resource.path("Properties").path(property.get())).filter(name -> !name.isEmpty()).orElse(logicalId);
        } finally {
            beingNamed.remove(logicalId);
        }
    }

    /** The ARN that a resource will have; empty where the type is not known. */
    Optional<String> arn(String logicalId) {
        JsonNode resource = template.resource(logicalId);
        String path = text(resource.path("Properties").path("Path")).orElse("/");
        return arns.form(StackTemplate.type(resource))
                .map(form -> substitute(form.replace("${Name}", name(logicalId)).replace("${Path}", path), MissingNode.getInstance()));
    }

    private JsonNode call(String function, JsonNode argument, JsonNode whole) {
        return switch (function) {
            case "Ref" -> ref(argument.asString(""));
            case "Fn::GetAtt" -> text(attribute(argument));
            case "Fn::Sub" -> argument.isArray()
                    ? text(substitute(argument.path(0).asString(""), argument.path(1)))
                    : text(substitute(argument.asString(""), MissingNode.getInstance()));
            case "Fn::Join" -> join(argument).map(Intrinsics::text).orElse(whole);
            case "Fn::Split" -> split(argument).orElse(whole);
            case "Fn::Select" -> select(argument).orElse(whole);
            case "Fn::If" ->
                resolve(argument.path(new Conditions(template, this).holds(argument.path(0).asString("")) ? 1 : 2));
            case "Fn::FindInMap" -> find(argument).orElse(whole);
            case "Fn::ImportValue" -> text(argument).flatMap(exports::value).orElse(whole);
            default -> whole;
        };
    }

    private static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return MissingNode.getInstance();
        }
        if (name.equals("AWS::StackName")) {
            return text(template.name());
        }
        Optional<String> pseudo = template.place().pseudoParameter(name);
        if (pseudo.isPresent()) {
            return text(pseudo.get());
        }
        JsonNode parameter = template.root().path("Parameters").path(name);
        if (parameter.has("Default") && !parameter.path("Type").asString("").startsWith("AWS::SSM::")) {
            String value = parameter.path("Default").asString();
            return parameter.path("Type").asString("").matches("CommaDelimitedList|List<.*") ? list(value.split(",")) : text(value);
        }
        String type = StackTemplate.type(template.resource(name));
        if (!arns.knows(type)) {
            return text("${" + name + "}");
        }
        return text(arns.refersByArn(type) ? arn(name).orElse(name) : name(name));
    }

    private String attribute(JsonNode argument) {
        String dotted = argument.isArray()
                ? argument.valueStream().map(part -> text(part).orElse("")).collect(Collectors.joining("."))
                : argument.asString("");
        int dot = dotted.indexOf('.');
        String logicalId = dot < 0 ? dotted : dotted.substring(0, dot);
        boolean isArn = arns.isArn(StackTemplate.type(template.resource(logicalId)), dotted.substring(dot + 1));
        return isArn ? arn(logicalId).orElse("${" + dotted + "}") : "${" + dotted + "}";
    }

    private String substitute(String form, JsonNode variables) {
        Matcher matcher = VARIABLE.matcher(form);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), found.group(2).strip(), variables)));
    }

    private String variable(String escaped, String name, JsonNode variables) {
        if (!escaped.isEmpty()) {
            return "${" + name + "}";
        }
        if (variables.has(name)) {
            return text(variables.path(name)).orElse("${" + name + "}");
        }
        return name.indexOf('.') > 0 ? attribute(text(name)) : text(ref(name)).orElse("${" + name + "}");
    }

    private Optional<String> join(JsonNode argument) {
        JsonNode parts = resolve(argument.path(1));
        if (!parts.isArray() || !parts.valueStream().allMatch(JsonNode::isValueNode)) {
            return Optional.empty();
        }
        return Optional.of(parts.valueStream().map(JsonNode::asString).collect(Collectors.joining(argument.path(0).asString(""))));
    }

    private Optional<JsonNode> split(JsonNode argument) {
        return text(argument.path(1)).map(text -> list(text.split(Pattern.quote(argument.path(0).asString("")), -1)));
    }

    private Optional<JsonNode> select(JsonNode argument) {
        JsonNode from = resolve(argument.path(1));
        return text(argument.path(0)).filter(index -> index.matches("\\d{1,4}")).map(index -> from.path(Integer.parseInt(index)))
                .filter(found -> !found.isMissingNode());
    }

    private Optional<JsonNode> find(JsonNode argument) {
        JsonNode found = template.root().path("Mappings");
        for (int i = 0; i < 3; i++) {
            found = found.path(text(argument.path(i)).orElse(""));
        }
        return found.isMissingNode() ? Optional.empty() : Optional.of(found);
    }

    private static JsonNode list(String[] texts) {
        List<String> all = new ArrayList<>(List.of(texts));
        ArrayNode array = NODES.arrayNode();
        all.forEach(text -> array.add(text.strip()));
        return array;
    }
}
