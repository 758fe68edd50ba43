package dev.rolecall.cloud.scheduler;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;

/** What the API does with groups. */
final class GroupOperations {
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_TAGS = 200;

    private final Schedules schedules;
    private final Arns arns;

    GroupOperations(Schedules schedules, Arns arns) {
        this.schedules = schedules;
        this.arns = arns;
    }

    List<Operation> operations(AuthorizationMap map) {
        ResourceKinds<Invocation> named = new ResourceKinds<>(Map.of("schedule-group", this::group, "schedule-group that gets tags",
                this::tagging, "schedule of the group", this::schedules));
        ResourceKinds<Invocation> inArn = new ResourceKinds<>(Map.of("schedule-group", call -> List.of(group(nameInArn(call)))));
        return List.of(map.operation("CreateScheduleGroup", named, this::create), map.operation("GetScheduleGroup", named, this::get),
                map.operation("DeleteScheduleGroup", named, this::delete), map.operation("ListScheduleGroups", named, this::list),
                map.operation("ListTagsForResource", inArn, this::listTags));
    }

    /** The tags that a permission on a group, or on a schedule in it, is asked with; none where there is no such group. */
    Map<String, List<String>> keys(String group) {
        return schedules.groups().stream().filter(known -> known.name().equals(group)).findFirst()
                .map(known -> TagKeys.ofResource(known.tags())).orElse(Map.of());
    }

    private Resource group(String name) {
        return Resource.of(arns.group(name)).with(keys(name));
    }

    /** With the tags that it has, and those that it is to get. */
    private List<Resource> group(Invocation call) {
        Map<String, List<String>> keys = TagKeys.ofRequest(call.parameters().tags("Tags"));
        keys.putAll(keys(name(call)));
        return List.of(Resource.of(arns.group(name(call))).with(keys));
    }

    private List<Resource> tagging(Invocation call) {
        return call.parameters().tags("Tags").isEmpty() ? List.of() : group(call);
    }

    /** On which resource this is asked is not documented; here it is whatever may be in the group. */
    private List<Resource> schedules(Invocation call) {
        return List.of(Resource.of(arns.schedule(name(call), "*")).with(keys(name(call))));
    }

    private ObjectNode create(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("CreateScheduleGroup", "ClientToken", "Name", "Tags");
        Map<String, String> tags = parameters.tags("Tags");
        if (tags.size() > MOST_TAGS) {
            throw AwsException.validation("1 validation error detected: Value at 'tags' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + MOST_TAGS);
        }
        ScheduleGroup group = schedules.add(
                new ScheduleGroup(name(call), arns.group(name(call)), call.now(), tags, parameters.optional("ClientToken")));
        return empty().put("ScheduleGroupArn", group.arn());
    }

    private ObjectNode get(Invocation call) {
        return schedules.group(name(call)).node();
    }

    private ObjectNode delete(Invocation call) {
        schedules.removeGroup(name(call));
        return empty();
    }

    private ObjectNode list(Invocation call) {
        Parameters parameters = call.parameters();
        String prefix = parameters.optional("NamePrefix").orElse("");
        Page<ScheduleGroup> page = Page.of(schedules.groups().stream().filter(group -> group.name().startsWith(prefix)).toList(),
                parameters.optional("NextToken"), Page.size(parameters, "MaxResults", LARGEST_PAGE, LARGEST_PAGE));
        ObjectNode answer = empty();
        ArrayNode list = answer.putArray("ScheduleGroups");
        page.items().forEach(group -> list.add(group.node()));
        page.next().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private ObjectNode listTags(Invocation call) {
        ObjectNode answer = empty();
        ArrayNode tags = answer.putArray("Tags");
        new TreeMap<>(schedules.group(nameInArn(call)).tags())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private static String name(Invocation call) {
        return ScheduleGroup.name(call.parameters());
    }

    private String nameInArn(Invocation call) {
        String arn = call.parameters().required("ResourceArn");
        if (!arn.startsWith(arns.group(""))) {
            throw AwsException.validation("1 validation error detected: Value '" + arn
                    + "' at 'resourceArn' failed to satisfy constraint: Member must be the ARN of a schedule group of this account and region");
        }
        return arn.substring(arns.group("").length());
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
