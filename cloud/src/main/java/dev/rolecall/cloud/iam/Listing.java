package dev.rolecall.cloud.iam;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;
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

    /** An entry of a list that comes under one of several names. */
    record Entry(String member, Supplier<JsonNode> shape) {}

    static <T> ObjectNode of(Invocation call, String member, Collection<T> all, Function<T, JsonNode> shape) {
        return ofSeveral(call, List.of(member), all.stream().map(item -> new Entry(member, () -> shape.apply(item))).toList());
    }

    /** Several lists that are one where it comes to parts: what does not fit any more comes with the next part, of whichever list. */
    static ObjectNode ofSeveral(Invocation call, List<String> members, List<Entry> all) {
        Page<Entry> page = Page.of(all, call.parameters().optional("Marker"),
                Page.size(call.parameters(), "MaxItems", PAGE, LARGEST_PAGE));
        ObjectNode answer = Shapes.empty().put("IsTruncated", page.next().isPresent());
        page.next().ifPresent(token -> answer.put("Marker", token));
        members.forEach(answer::putArray);
        page.items().forEach(entry -> answer.withArray(entry.member()).add(entry.shape().get()));
        return answer;
    }

    static ObjectNode ofNames(Invocation call, String member, Collection<String> names) {
        return of(call, member, names, JsonNodeFactory.instance::stringNode);
    }

    static ObjectNode ofTags(Invocation call, Map<String, String> tags) {
        return of(call, "Tags", tags.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList(),
                tag -> Shapes.empty().put("Key", tag.getKey()).put("Value", tag.getValue()));
    }

    /** Lists leave out what has to be asked for by name: tags, the boundary, the last use. */
    static JsonNode brief(ObjectNode shape) {
        return shape.without(List.of("Tags", "PermissionsBoundary", "RoleLastUsed"));
    }

    static String pathPrefix(Invocation call) {
        return Names.pathPrefix(call.parameters());
    }
}
