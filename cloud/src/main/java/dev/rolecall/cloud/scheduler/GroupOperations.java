package dev.rolecall.cloud.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;

/**
 * What the API does with groups. Which permissions that needs is in the service authorization reference, creation with tags and deletion
 * two each.
 */
final class GroupOperations {
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_TAGS = 200;

    private final Schedules schedules;
    private final Arns arns;

    GroupOperations(Schedules schedules, Arns arns) {
        this.schedules = schedules;
        this.arns = arns;
    }

    List<Operation> operations() {
        return List.of(new Operation("CreateScheduleGroup", this::creating, this::create),
                new Operation("GetScheduleGroup", call -> List.of(on("GetScheduleGroup", name(call))), this::get),
                new Operation("DeleteScheduleGroup", this::deleting, this::delete),
                new Operation("ListScheduleGroups", _ -> List.of(Permission.of("scheduler:ListScheduleGroups", "*")), this::list),
                new Operation("ListTagsForResource", call -> List.of(on("ListTagsForResource", nameInArn(call))), this::listTags));
    }

    /** The tags that a permission on a group, or on a schedule in it, is asked with; none where there is no such group. */
    Map<String, List<String>> keys(String group) {
        return schedules.groups().stream().filter(known -> known.name().equals(group)).findFirst().map(ScheduleGroup::keys)
                .orElse(Map.of());
    }

    private Permission on(String action, String group) {
        return Permission.of("scheduler:" + action, arns.group(group)).with(keys(group));
    }

    private List<Permission> creating(Invocation call) {
        Map<String, String> tags = call.parameters().tags("Tags");
        Map<String, List<String>> keys = new HashMap<>();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        List<Permission> permissions = new ArrayList<>();
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
            permissions.add(Permission.of("scheduler:TagResource", arns.group(name(call))).with(keys));
        }
        permissions.addFirst(Permission.of("scheduler:CreateScheduleGroup", arns.group(name(call))).with(keys));
        return permissions;
    }

    /** On which resource the second is asked is not documented; here it is whatever may be in the group. */
    private List<Permission> deleting(Invocation call) {
        return List.of(on("DeleteScheduleGroup", name(call)),
                Permission.of("scheduler:DeleteSchedule", arns.schedule(name(call), "*")).with(keys(name(call))));
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
