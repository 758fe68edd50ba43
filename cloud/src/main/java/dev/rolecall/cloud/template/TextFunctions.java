package dev.rolecall.cloud.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** The functions that need nothing but their arguments. */
final class TextFunctions {
    private TextFunctions() {}

    static JsonNode call(Intrinsic intrinsic, Resolver resolver) {
        JsonNode argument = intrinsic.argument();
        return switch (intrinsic.name()) {
            case "Fn::Join" -> join(argument, resolver);
            case "Fn::Split" -> split(argument, resolver);
            case "Fn::Select" -> select(argument, resolver);
            case "Fn::Base64" ->
                StringNode.valueOf(Base64.getEncoder().encodeToString(resolver.text(argument).getBytes(StandardCharsets.UTF_8)));
            case "Fn::Cidr" -> cidr(argument, resolver);
            case "Fn::Length" -> IntNode.valueOf(list("Fn::Length", argument, resolver).size());
            case "Fn::ToJsonString" -> StringNode.valueOf(resolver.value(argument).toString());
            default -> throw TemplateException.error("the function " + intrinsic.name() + " is not one that this local cloud resolves");
        };
    }

    private static ArrayNode list(String function, JsonNode node, Resolver resolver) {
        if (resolver.value(node) instanceof ArrayNode list) {
            return list;
        }
        throw TemplateException.error(function + " requires a list");
    }

    private static JsonNode join(JsonNode argument, Resolver resolver) {
        if (argument.size() != 2) {
            throw TemplateException
                    .error("every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined");
        }
        List<String> parts = new ArrayList<>();
        list("Fn::Join", argument.path(1), resolver).forEach(part -> parts.add(resolver.text(part)));
        return StringNode.valueOf(String.join(resolver.text(argument.path(0)), parts));
    }

    private static JsonNode split(JsonNode argument, Resolver resolver) {
        if (argument.size() != 2) {
            throw TemplateException
                    .error("every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split");
        }
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        Pattern.compile(resolver.text(argument.path(0)), Pattern.LITERAL).splitAsStream(resolver.text(argument.path(1)))
                .forEach(parts::add);
        return parts;
    }

    private static JsonNode select(JsonNode argument, Resolver resolver) {
        String index = resolver.text(argument.path(0));
        ArrayNode from = list("Fn::Select", argument.path(1), resolver);
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= from.size()) {
            throw TemplateException.error("Fn::Select cannot select nonexistent value at index " + index);
        }
        return from.path(Integer.parseInt(index));
    }

    private static JsonNode cidr(JsonNode argument, Resolver resolver) {
        try {
            ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
            int hostBits = argument.has(2) ? Integer.parseInt(resolver.text(argument.path(2))) : 8;
            Cidr.of(resolver.text(argument.path(0))).blocks(Integer.parseInt(resolver.text(argument.path(1))), hostBits)
                    .forEach(blocks::add);
            return blocks;
        } catch (IllegalArgumentException e) {
            throw TemplateException.error("Fn::Cidr: " + e.getMessage());
        }
    }
}
