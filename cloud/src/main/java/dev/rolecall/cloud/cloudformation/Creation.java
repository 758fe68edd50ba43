package dev.rolecall.cloud.cloudformation;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Secret;

/** One resource on its way into being: what it shall be, and what came of it so far. */
final class Creation {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Stack stack;
    private final StackResource resource;
    private final Applied wanted;
    private final Calls calls;
    private final String region;

    Creation(Stack stack, StackResource resource, Applied wanted, Calls calls, String region) {
        this.stack = stack;
        this.resource = resource;
        this.wanted = wanted;
        this.calls = calls;
        this.region = region;
    }

    /** The properties with values in the place of functions. */
    Parameters properties() {
        return new Parameters(wanted.properties());
    }

    Applied wanted() {
        return wanted;
    }

    String type() {
        return resource.type();
    }

    Calls calls() {
        return calls;
    }

    String region() {
        return region;
    }

    String accountId() {
        return stack.request().accountId();
    }

    /** Properties that the API takes by the same name. */
    ObjectNode input(String... names) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = wanted.properties().path(name);
            if (!value.isMissingNode()) {
                input.set(name, value);
            }
        }
        return input;
    }

    /** Calls a service; as long as nothing is there, the call may be what makes it, and is kept together with the note of that. */
    ObjectNode call(String service, String operation, ObjectNode input) {
        return resource.physicalId().isEmpty() ? calls.callUnkept(service, operation, input) : calls.call(service, operation, input);
    }

    /**
     * Makes a call that has to be taken back before the resource can go. How, is noted and kept first: a cloud that is killed between the
     * two may take back what was not done, and that something is gone already is no failure.
     */
    void call(String service, String operation, ObjectNode input, Removal back) {
        boolean noted = resource.goesBy(back);
        stack.note();
        try {
            call(service, operation, input);
        } catch (AwsException e) {
            if (noted && e.status() < 500) {
                resource.gone(back);
            }
            throw e;
        }
    }

    /**
     * The resource is there, whatever else is still to be done to it; {@code removal} is how it goes away. Only now the call that made it
     * is kept, too. Where somebody else's call is kept in the instant between the two, and the cloud is killed before this is, the stack
     * comes up without knowing the resource: it stays when the stack is deleted, with the stack's tags on it, and is deleted by hand. To
     * note it before it is made would be to delete somebody else's of the same name where making it fails.
     */
    void created(String physicalId, Removal removal) {
        resource.identify(physicalId, List.of(removal));
        initiated();
    }

    /** The same for what goes away by itself, with what it is a part of. */
    void created(String physicalId) {
        resource.identify(physicalId, List.of());
        initiated();
    }

    private void initiated() {
        stack.turn(resource, resource.state().status(), Optional.of("Resource creation Initiated"));
    }

    /** The id of a resource that is there. */
    String physicalId() {
        return resource.physicalId().orElseThrow();
    }

    static Removal deletion(String service, String operation, ObjectNode input) {
        return new Removal.Call(new ApiCall(service, operation, input));
    }

    void attribute(String name, String value) {
        resource.put(name, StringNode.valueOf(value));
    }

    void attribute(String name, JsonNode value) {
        resource.put(name, value);
    }

    void secret(String name, Secret value) {
        resource.put(name, value);
    }

    /** The resource's own tags, the stack's, and the three that CloudFormation adds. */
    ArrayNode tags() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        tagsOf(wanted).forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return list;
    }

    Map<String, String> tagsOf(Applied applied) {
        Map<String, String> tags = new TreeMap<>(applied.stackTags());
        tags.putAll(new Parameters(applied.properties()).tags("Tags"));
        tags.put("aws:cloudformation:stack-name", stack.request().name());
        tags.put("aws:cloudformation:stack-id", stack.request().id());
        tags.put("aws:cloudformation:logical-id", resource.logicalId());
        return tags;
    }

    /** The name that the property gives, or {@code Stack-LogicalId-RANDOM12}. */
    String name(String property, int longest) {
        return properties().optional(property).orElseGet(() -> {
            String prefix = stack.request().name() + "-" + resource.logicalId();
            return prefix.substring(0, Math.min(prefix.length(), longest - 13)) + "-" + random(12);
        });
    }

    static String random(int length) {
        StringBuilder text = new StringBuilder();
        RANDOM.ints(length, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }

    /** A text, or a document as text. */
    static String document(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }
}
