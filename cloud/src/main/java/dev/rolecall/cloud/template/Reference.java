package dev.rolecall.cloud.template;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * That one part of a template refers to a parameter or a resource.
 *
 * @param attribute empty for {@code Ref}
 */
record Reference(String name, Optional<String> attribute) {

    /** The references in a part, pseudo parameters left out. */
    static Set<Reference> in(JsonNode node) {
        Set<Reference> found = new LinkedHashSet<>();
        collect(node, found);
        found.removeIf(reference -> PseudoParameters.isPseudo(reference.name()));
        return found;
    }

    /** {@code Id.Attribute} or {@code Id}. */
    static Reference dotted(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new Reference(text, Optional.empty())
                : new Reference(text.substring(0, dot), Optional.of(text.substring(dot + 1)));
    }

    private static void collect(JsonNode node, Set<Reference> found) {
        Optional<Intrinsic> intrinsic = Intrinsic.of(node);
        if (intrinsic.isEmpty()) {
            node.forEach(child -> collect(child, found));
            return;
        }
        JsonNode argument = intrinsic.get().argument();
        switch (intrinsic.get().name()) {
            case "Ref" -> found.add(new Reference(argument.asString(""), Optional.empty()));
            case "Fn::GetAtt" -> found.add(attribute(argument));
            case "Fn::Sub" -> substituted(argument, found);
            default -> collect(argument, found);
        }
    }

    /** {@code ["Id", "Attribute"]} or {@code "Id.Attribute"}. */
    private static Reference attribute(JsonNode argument) {
        if (argument.isString() && argument.asString().contains(".")) {
            return dotted(argument.asString());
        }
        if (argument.isArray() && argument.size() == 2 && argument.path(0).isString()) {
            JsonNode name = argument.path(1);
            return new Reference(argument.path(0).asString(), Optional.of(name.isString() ? name.asString() : ""));
        }
        throw TemplateException
                .error("every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute");
    }

    private static void substituted(JsonNode argument, Set<Reference> found) {
        JsonNode text = argument.isArray() ? argument.path(0) : argument;
        JsonNode names = argument.isArray() ? argument.path(1) : argument.path("none");
        SubstitutedText.of(text.asString("")).variables().stream().filter(name -> !names.has(name)).map(Reference::dotted)
                .forEach(found::add);
        names.properties().stream().map(Map.Entry::getValue).forEach(value -> collect(value, found));
    }
}
