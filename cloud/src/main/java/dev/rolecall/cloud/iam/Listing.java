package dev.rolecall.cloud.iam;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Page;

/**
 * A list of IAM's in parts of {@code MaxItems}, 1 to 1000.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">ListUsers</a>, as all the others
 */
final class Listing {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private Listing() {}

    static <T> ObjectNode of(Invocation call, String member, Collection<T> all, Function<T, JsonNode> shape) {
        Page<T> page = Page.of(List.copyOf(all), call.parameters().optional("Marker"),
                Page.size(call.parameters(), "MaxItems", PAGE, LARGEST_PAGE));
        ObjectNode answer = Shapes.empty().put("IsTruncated", page.next().isPresent());
        page.next().ifPresent(token -> answer.put("Marker", token));
        ArrayNode list = answer.putArray(member);
        page.items().forEach(item -> list.add(shape.apply(item)));
        return answer;
    }

    static ObjectNode ofNames(Invocation call, String member, Collection<String> names) {
        return of(call, member, names, JsonNodeFactory.instance::stringNode);
    }

    static ObjectNode ofTags(Invocation call, Map<String, String> tags) {
        return of(call, "Tags", tags.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList(),
                tag -> Shapes.empty().put("Key", tag.getKey()).put("Value", tag.getValue()));
    }

    /** Lists leave out what has to be asked for by name: tags and the boundary. */
    static JsonNode brief(ObjectNode shape) {
        return shape.without(List.of("Tags", "PermissionsBoundary"));
    }

    static String pathPrefix(Invocation call) {
        return call.parameters().optional("PathPrefix").orElse("/");
    }
}
