package dev.rolecall.cloud.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** Which conditions hold: each is decided once, when it is first asked for. */
final class Conditions implements Resolver.Truths {
    private final Map<String, JsonNode> declared;
    private final Map<String, Boolean> decided = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private Optional<Resolver> resolver = Optional.empty();

    Conditions(Map<String, JsonNode> declared) {
        this.declared = declared;
    }

    /** The resolver for operands, which itself asks for conditions. */
    void resolveWith(Resolver operands) {
        resolver = Optional.of(operands);
    }

    @Override
    public synchronized boolean holds(String name) {
        Boolean known = decided.get(name);
        if (known != null) {
            return known;
        }
        JsonNode condition = declared.get(name);
        if (condition == null) {
            throw TemplateException.format("Unresolved condition dependency " + name + " in the Conditions block of the template");
        }
        if (!open.add(name)) {
            throw TemplateException.format("Circular dependency between conditions: " + open);
        }
        boolean truth = truth(condition);
        open.remove(name);
        decided.put(name, truth);
        return truth;
    }

    /** Decides a condition function, or a reference to a condition. */
    boolean truth(JsonNode node) {
        if (node.size() == 1 && node.path("Condition").isString()) {
            return holds(node.path("Condition").asString());
        }
        Optional<Intrinsic> intrinsic = Intrinsic.of(node);
        if (intrinsic.isEmpty()) {
            return Boolean.parseBoolean(value(node).asString(""));
        }
        JsonNode argument = intrinsic.get().argument();
        return switch (intrinsic.get().name()) {
            case "Fn::Equals" -> value(operands(argument, 2, 2, "Fn::Equals").path(0)).equals(value(argument.path(1)));
            case "Fn::Not" -> !truth(operands(argument, 1, 1, "Fn::Not").path(0));
            case "Fn::And" -> operands(argument, 2, 10, "Fn::And").valueStream().allMatch(this::truth);
            case "Fn::Or" -> operands(argument, 2, 10, "Fn::Or").valueStream().anyMatch(this::truth);
            case "Fn::Contains" -> {
                JsonNode wanted = value(operands(argument, 2, 2, "Fn::Contains").path(1));
                yield value(argument.path(0)).valueStream().anyMatch(wanted::equals);
            }
            default -> Boolean.parseBoolean(value(node).asString(""));
        };
    }

    private static JsonNode operands(JsonNode argument, int least, int most, String function) {
        if (!argument.isArray() || argument.size() < least || argument.size() > most) {
            throw TemplateException.error("every " + function + " object requires "
                    + (least == most ? "a list of " + least : "a list of " + least + " to " + most) + " parameters.");
        }
        return argument;
    }

    private JsonNode value(JsonNode node) {
        return resolver.orElseThrow().value(node);
    }
}
