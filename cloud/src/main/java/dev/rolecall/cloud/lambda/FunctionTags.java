package dev.rolecall.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;

/**
 * Tags of functions, by ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html">Using tags on Lambda functions</a>
 */
final class FunctionTags {
    private static final int MOST = 50;

    private final Functions functions;

    FunctionTags(Functions functions) {
        this.functions = functions;
    }

    List<Operation> operations(AuthorizationMap map) {
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("function", this::named));
        return List.of(map.operation("ListTags", kinds, this::list), map.operation("TagResource", kinds, this::tag),
                map.operation("UntagResource", kinds, this::untag));
    }

    static Map<String, String> of(Parameters parameters) {
        Map<String, String> tags = new TreeMap<>();
        parameters.structure("Tags").node().properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        return Map.copyOf(tags);
    }

    /** With the tags that it has, and those that it is to get or to lose. */
    private List<Resource> named(Invocation call) {
        Map<String, List<String>> keys = TagKeys.ofRequest(of(call.parameters()));
        List<String> lost = call.parameters().strings("TagKeys");
        if (!lost.isEmpty()) {
            keys.put("aws:TagKeys", lost);
        }
        Resource function = functions.resource(name(call));
        keys.putAll(function.context());
        return List.of(function.with(keys));
    }

    private ObjectNode list(Invocation call) {
        ObjectNode answer = empty();
        ObjectNode tags = answer.putObject("Tags");
        new TreeMap<>(find(call).configuration().settings().tags()).forEach(tags::put);
        return answer;
    }

    private ObjectNode tag(Invocation call) {
        Map<String, String> more = of(call.parameters());
        if (more.isEmpty()) {
            throw AwsException.validation("The parameter Tags is required.");
        }
        find(call).retag(tags -> {
            // CloudFormation tags a function as it creates it, and names its own tags again in an update.
            if (more.entrySet().stream().anyMatch(tag -> isAws(tag.getKey()) && !tag.getValue().equals(tags.get(tag.getKey())))) {
                throw AwsException.validation("Tag keys that begin with aws: are AWS's own.");
            }
            Map<String, String> all = new TreeMap<>(tags);
            all.putAll(more);
            if (all.keySet().stream().filter(key -> !isAws(key)).count() > MOST) {
                throw AwsException.validation("A function has at most " + MOST + " tags.");
            }
            return all;
        });
        return empty();
    }

    private ObjectNode untag(Invocation call) {
        List<String> keys = call.parameters().strings("TagKeys");
        if (keys.isEmpty()) {
            throw AwsException.validation("The parameter TagKeys is required.");
        }
        find(call).retag(tags -> {
            Map<String, String> left = new TreeMap<>(tags);
            left.keySet().removeAll(Set.copyOf(keys));
            return left;
        });
        return empty();
    }

    private static boolean isAws(String key) {
        return key.startsWith("aws:");
    }

    private DeployedFunction find(Invocation call) {
        return functions.find(name(call));
    }

    private String name(Invocation call) {
        String arn = call.parameters().required("Resource");
        if (!arn.matches("arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[a-zA-Z0-9-_]+")) {
            throw AwsException.validation("1 validation error detected: Value '" + arn
                    + "' at 'resource' failed to satisfy constraint: Member must be the ARN of a function");
        }
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        if (!functions.arn(name).equals(arn)) {
            throw Functions.absent(arn);
        }
        return name;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
