package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;

/** One resource while it is read: the properties that its template has, and what they are. What cannot be read is in neither. */
final class Reading {
    private final Stack stack;
    private final StackResource resource;
    private final Applied applied;
    private final Calls calls;
    private final ObjectNode expected = JsonNodeFactory.instance.objectNode();
    private final ObjectNode actual = JsonNodeFactory.instance.objectNode();

    Reading(Stack stack, StackResource resource, Applied applied, Calls calls) {
        this.stack = stack;
        this.resource = resource;
        this.applied = applied;
        this.calls = calls;
    }

    ObjectNode expected() {
        return expected;
    }

    ObjectNode actual() {
        return actual;
    }

    String physicalId() {
        return resource.physicalId().orElseThrow();
    }

    ObjectNode call(String service, String operation, ObjectNode input) {
        return calls.call(service, operation, input);
    }

    boolean has(String property) {
        return applied.properties().has(property);
    }

    Parameters wanted() {
        return new Parameters(applied.properties());
    }

    /** Compares a property, where the template has it; a value that is missing is not there. */
    void read(String property, JsonNode value) {
        read(property, applied.properties().path(property), value);
    }

    /** The same where what is expected has another form than in the template. */
    void read(String property, JsonNode wanted, JsonNode value) {
        if (has(property)) {
            expected.set(property, wanted);
            if (!value.isMissingNode()) {
                actual.set(property, value);
            }
        }
    }

    /** Of a structure, the members that the template has: of the others it says nothing. */
    void readMembers(String property, JsonNode value) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        applied.properties().path(property).propertyNames().stream().filter(value::has)
                .forEach(name -> members.set(name, value.path(name)));
        read(property, members);
    }

    /** A list whose order does not matter: what is expected first, and in its order. */
    void readSet(String property, List<String> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        inOrder(wanted().strings(property), values).forEach(list::add);
        read(property, list);
    }

    /** The resource's own tags: not those of the stack, and not CloudFormation's. */
    void readTags(Map<String, String> tags) {
        Map<String, String> wanted = wanted().tags("Tags");
        Map<String, String> own = new TreeMap<>(tags);
        own.keySet().removeIf(key -> key.startsWith("aws:"));
        applied.stackTags().keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(own::remove);
        read("Tags", list(List.copyOf(wanted.keySet()), wanted), list(inOrder(List.copyOf(wanted.keySet()), own.keySet()), own));
    }

    /** The policies of the stack that name this as one of their holders. */
    Stream<StackResource> policies(String type, String holders) {
        return stack.resources().stream().filter(other -> other.type().equals(type)).filter(other -> other.applied()
                .filter(policy -> new Parameters(policy.properties()).strings(holders).contains(physicalId())).isPresent());
    }

    static List<String> inOrder(List<String> first, Iterable<String> values) {
        List<String> rest = new ArrayList<>();
        values.forEach(rest::add);
        List<String> ordered = new ArrayList<>(first);
        ordered.retainAll(Set.copyOf(rest));
        rest.removeAll(first);
        rest.sort(String::compareTo);
        ordered.addAll(rest);
        return ordered;
    }

    private static ArrayNode list(List<String> keys, Map<String, String> tags) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> list.addObject().put("Key", key).put("Value", tags.get(key)));
        return list;
    }
}
