package dev.rolecall.cloud.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/**
 * Unfolds the flat names of the query protocols ({@code Tags.member.1.Key}, {@code Filter.1.Value.1}) into a tree.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
final class QueryParameters {
    private static final int MOST_PARAMETERS = 5_000;
    private static final int DEEPEST = 12;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Branch> root = new LinkedHashMap<>();

    private QueryParameters() {}

    /** A name's value, its children, or both while it is being read. */
    private static final class Branch {
        private final Map<String, Branch> children = new LinkedHashMap<>();
        private @Nullable String text;
    }

    static ObjectNode parse(byte[] form) {
        QueryParameters parameters = new QueryParameters();
        String[] pairs = new String(form, StandardCharsets.UTF_8).split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw AwsException.validation("The request has more than " + MOST_PARAMETERS + " parameters.");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return object(parameters.root);
    }

    /** The parameters of a URL, whose names are not unfolded. */
    static Map<String, String> flat(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : ofUrl(rawQuery).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** All values that a parameter of a URL has, in their order. */
    static List<String> all(String rawQuery, String name) {
        return Arrays.stream(ofUrl(rawQuery).split("&", -1)).map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && decode(pair[0]).equals(name)).map(pair -> decode(pair[1])).toList();
    }

    /** In a URL a plus is a plus, as it is signed; in a form it is a space. */
    static String ofUrl(String rawQuery) {
        return rawQuery.replace("+", "%2B");
    }

    private void put(String name, String value) {
        String[] segments = name.split("\\.", -1);
        if (segments.length > DEEPEST) {
            throw AwsException.validation("The parameter " + name + " is nested too deeply.");
        }
        Map<String, Branch> level = root;
        Branch branch = new Branch();
        for (String segment : segments) {
            if (!segment.equals("member") && !segment.equals("entry")) {
                branch = level.computeIfAbsent(segment, key -> new Branch());
                level = branch.children;
            }
        }
        branch.text = value;
    }

    private static JsonNode node(Branch branch) {
        if (branch.children.isEmpty()) {
            return JSON.stringNode(branch.text == null ? "" : branch.text);
        }
        if (branch.children.keySet().stream().allMatch(QueryParameters::isIndex)) {
            Map<Integer, Branch> ordered = new TreeMap<>();
            branch.children.forEach((index, child) -> ordered.put(Integer.valueOf(index), child));
            List<JsonNode> items = new ArrayList<>();
            ordered.values().forEach(child -> items.add(node(child)));
            return JSON.arrayNode().addAll(items);
        }
        return object(branch.children);
    }

    private static ObjectNode object(Map<String, Branch> children) {
        ObjectNode object = JSON.objectNode();
        children.forEach((name, child) -> object.set(name, node(child)));
        return object;
    }

    private static boolean isIndex(String segment) {
        return !segment.isEmpty() && segment.length() < 7 && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.validation("A parameter is not URL-encoded.");
        }
    }
}
