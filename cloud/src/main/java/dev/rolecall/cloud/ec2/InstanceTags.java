package dev.rolecall.cloud.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tools.jackson.databind.node.ArrayNode;
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
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.metadata.InstanceIdentity;

/**
 * Tags of what is there already. Those of instances can be changed; the network is as its stack made it.
 *
 * @param network for the tags of its parts
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">Tag your Amazon EC2 resources</a>
 */
record InstanceTags(Fleet fleet, TaggedResource.Source network, Ec2Arns arns) {
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_KEY = 127;
    private static final int LONGEST_VALUE = 255;

    private record Tag(String resourceId, String type, String key, String value) {}

    List<Operation> operations(AuthorizationMap map) {
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("*", _ -> List.of(arns.none()), "instance", this::instances));
        // Of deletion the reference has the tags' keys only.
        ResourceKinds<Invocation> untagged = new ResourceKinds<>(Map.of("instance", this::untagged));
        return List.of(map.operation("CreateTags", kinds, this::create), map.operation("DeleteTags", untagged, this::delete),
                map.operation("DescribeTags", kinds, this::describe));
    }

    private static List<String> ids(Invocation call) {
        List<String> ids = call.parameters().strings("ResourceId");
        if (ids.isEmpty()) {
            throw new AwsException("MissingParameter", 400, "The request must contain the parameter resourceIdSet");
        }
        ids.stream().filter(id -> !id.startsWith("i-")).findFirst().ifPresent(id -> {
            throw new AwsException("InvalidID", 400, "The ID '" + id + "' is not valid: this local cloud changes tags of instances only.");
        });
        return ids;
    }

    private List<Resource> instances(Invocation call) {
        Map<String, List<String>> keys = TagKeys.ofRequest(call.parameters().tags("Tag"));
        return ids(call).stream().map(id -> fleet.resource(arns, id, keys)).toList();
    }

    private List<Resource> untagged(Invocation call) {
        return ids(call).stream().map(id -> {
            Map<String, String> tags = fleet.all().stream().map(LaunchedInstance::identity)
                    .filter(instance -> instance.instanceId().equals(id)).findFirst().map(InstanceIdentity::tags).orElse(Map.of());
            Map<String, List<String>> keys = TagKeys.ofRequest(call.parameters().tags("Tag"));
            keys.putAll(TagKeys.ofResource(tags));
            keys.putAll(TagKeys.of("ec2:ResourceTag/", tags));
            return arns.own("instance", id, keys);
        }).toList();
    }

    private ObjectNode create(Invocation call) {
        Map<String, String> tags = call.parameters().tags("Tag");
        tags.forEach(InstanceTags::check);
        List<LaunchedInstance> instances = ids(call).stream().map(fleet::find).toList();
        for (LaunchedInstance instance : instances) {
            instance.change(settings -> {
                Map<String, String> all = new TreeMap<>(settings.identity().tags());
                all.putAll(tags);
                if (all.size() > MOST_TAGS) {
                    throw new AwsException("TagLimitExceeded", 400, "More than " + MOST_TAGS + " tags specified");
                }
                return settings.tagged(all);
            });
        }
        return JsonNodeFactory.instance.objectNode().put("return", true);
    }

    private static void check(String key, String value) {
        if (key.startsWith("aws:")) {
            throw new AwsException("InvalidParameterValue", 400, "Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
            throw new AwsException("InvalidParameterValue", 400, "Tag keys have at most " + LONGEST_KEY + " characters, and values "
                    + LONGEST_VALUE + ".");
        }
    }

    /** A tag goes where its value is the one that is named, or none is; without tags all go that are not reserved. */
    private ObjectNode delete(Invocation call) {
        List<Parameters> named = call.parameters().structures("Tag");
        for (LaunchedInstance instance : ids(call).stream().map(fleet::find).toList()) {
            instance.change(settings -> {
                Map<String, String> left = new TreeMap<>(settings.identity().tags());
                left.entrySet().removeIf(tag -> named.isEmpty()
                        ? !tag.getKey().startsWith("aws:")
                        : named.stream().anyMatch(one -> one.required("Key").equals(tag.getKey())
                                && one.optional("Value").map(tag.getValue()::equals).orElse(true)));
                return settings.tagged(left);
            });
        }
        return JsonNodeFactory.instance.objectNode().put("return", true);
    }

    private ObjectNode describe(Invocation call) {
        List<Predicate<Tag>> filters = call.parameters().structures("Filter").stream().map(InstanceTags::filter).toList();
        List<Tag> found = tags().filter(tag -> filters.stream().allMatch(filter -> filter.test(tag))).toList();
        Page page = Page.of(call.parameters(), found.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode set = answer.putArray("tagSet");
        found.subList(page.from(), page.to()).forEach(tag -> set.addObject().put("resourceId", tag.resourceId())
                .put("resourceType", tag.type()).put("key", tag.key()).put("value", tag.value()));
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private Stream<Tag> tags() {
        Stream<TaggedResource> instances = fleet.all().stream().filter(instance -> instance.state() != InstanceState.TERMINATED)
                .map(instance -> new TaggedResource("ec2:instance", instance.identity().arn(), instance.identity().tags()));
        return Stream.concat(instances, network.tagged().stream()).flatMap(resource -> new TreeMap<>(resource.tags()).entrySet().stream()
                .map(tag -> new Tag(resource.arn().substring(resource.arn().indexOf('/') + 1),
                        resource.type().substring(resource.type().indexOf(':') + 1), tag.getKey(), tag.getValue())));
    }

    private static Predicate<Tag> filter(Parameters filter) {
        List<String> values = filter.strings("Value");
        String name = filter.optional("Name").orElse("");
        return switch (name) {
            case "key" -> tag -> values.contains(tag.key());
            case "value" -> tag -> values.contains(tag.value());
            case "resource-id" -> tag -> values.contains(tag.resourceId());
            case "resource-type" -> tag -> values.contains(tag.type());
            default -> throw new AwsException("InvalidParameterValue", 400, "The filter '" + name + "' is invalid");
        };
    }
}
