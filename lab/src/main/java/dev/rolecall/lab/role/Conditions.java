package dev.rolecall.lab.role;

import java.util.HashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Decides the conditions of a template.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html">condition functions</a>
 */
final class Conditions {
    private final StackTemplate template;
    private final Intrinsics values;
    private final Set<String> open = new HashSet<>();

    Conditions(StackTemplate template, Intrinsics values) {
        this.template = template;
        this.values = values;
    }

    /** A condition that depends on itself does not hold. */
    boolean holds(String name) {
        if (!open.add(name)) {
            return false;
        }
        boolean holds = holds(template.root().path("Conditions").path(name));
        open.remove(name);
        return holds;
    }

    private boolean holds(JsonNode condition) {
        if (!condition.isObject() || condition.size() != 1) {
            return condition.asBoolean(false);
        }
        String function = condition.propertyNames().iterator().next();
        JsonNode argument = condition.path(function);
        return switch (function) {
            case "Condition" -> holds(argument.asString(""));
            case "Fn::Equals" -> values.resolve(argument.path(0)).equals(values.resolve(argument.path(1)));
            case "Fn::Not" -> !holds(argument.path(0));
            case "Fn::And" -> argument.valueStream().allMatch(this::holds);
            case "Fn::Or" -> argument.valueStream().anyMatch(this::holds);
            default -> false;
        };
    }
}
