package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Log groups. */
final class LogResources {
    private LogResources() {}

    static List<ResourceType> types() {
        return List.of(new ResourceType("AWS::Logs::LogGroup", Set.of("LogGroupClass", "LogGroupName", "RetentionInDays", "Tags"),
                LogResources::group).changing(Set.of("LogGroupName", "LogGroupClass"), LogResources::change)
                .readBy(ComputeReadings::logGroup));
    }

    private static void group(Creation creation) {
        String name = creation.name("LogGroupName", 512);
        ObjectNode input = group(name);
        creation.properties().optional("LogGroupClass").ifPresent(type -> input.put("logGroupClass", type));
        tags(creation, input);
        creation.call("logs", "CreateLogGroup", input);
        creation.created(name, Creation.deletion("logs", "DeleteLogGroup", group(name)));
        retain(creation, name);
        creation.attribute("Arn", "arn:aws:logs:" + creation.region() + ":" + creation.accountId() + ":log-group:" + name + ":*");
    }

    private static void change(Change change) {
        Creation after = change.after();
        String name = change.physicalId();
        if (change.in("RetentionInDays") && after.properties().integer("RetentionInDays").isEmpty()) {
            after.call("logs", "DeleteRetentionPolicy", group(name));
        } else if (change.in("RetentionInDays")) {
            retain(after, name);
        }
        if (change.in("Tags")) {
            String arn = "arn:aws:logs:" + after.region() + ":" + after.accountId() + ":log-group:" + name;
            ObjectNode tagged = JsonNodeFactory.instance.objectNode().put("resourceArn", arn);
            tags(after, tagged);
            after.call("logs", "TagResource", tagged);
            List<String> gone = change.untagged();
            if (!gone.isEmpty()) {
                ObjectNode untagged = JsonNodeFactory.instance.objectNode().put("resourceArn", arn);
                gone.forEach(untagged.putArray("tagKeys")::add);
                after.call("logs", "UntagResource", untagged);
            }
        }
    }

    private static void retain(Creation creation, String name) {
        creation.properties().integer("RetentionInDays")
                .ifPresent(days -> creation.call("logs", "PutRetentionPolicy", group(name).put("retentionInDays", days)));
    }

    private static void tags(Creation creation, ObjectNode input) {
        ObjectNode tags = input.putObject("tags");
        creation.tags().forEach(tag -> tags.put(tag.path("Key").asString(), tag.path("Value").asString()));
    }

    private static ObjectNode group(String name) {
        return JsonNodeFactory.instance.objectNode().put("logGroupName", name);
    }
}
