package dev.rolecall.cloud.template;

import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * A call of an intrinsic function: an object with one member whose name is the function's.
 *
 * @param name {@code Ref}, {@code Fn::Join}
 */
record Intrinsic(String name, JsonNode argument) {
    private static final Set<String> VALUES = Set.of("Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::If",
            "Fn::FindInMap", "Fn::Base64", "Fn::GetAZs", "Fn::ImportValue", "Fn::Cidr", "Fn::Length", "Fn::ToJsonString");

    static Optional<Intrinsic> of(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        var entry = node.properties().iterator().next();
        String name = entry.getKey();
        return name.equals("Ref") || name.startsWith("Fn::") ? Optional.of(new Intrinsic(name, entry.getValue())) : Optional.empty();
    }

    /** Whether it gives a value; the others give truth, and stand in conditions and rules alone. */
    boolean givesValue() {
        return VALUES.contains(name);
    }
}
