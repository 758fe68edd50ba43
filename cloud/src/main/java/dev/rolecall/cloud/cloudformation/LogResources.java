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
                LogResources::group));
    }

    private static void group(Creation creation) {
        String name = creation.name("LogGroupName", 512);
        ObjectNode input = group(name);
        creation.properties().optional("LogGroupClass").ifPresent(type -> input.put("logGroupClass", type));
        ObjectNode tags = input.putObject("tags");
        creation.tags().forEach(tag -> tags.put(tag.path("Key").asString(), tag.path("Value").asString()));
        creation.call("logs", "CreateLogGroup", input);
        creation.created(name, Creation.deletion("logs", "DeleteLogGroup", group(name)));
        creation.properties().integer("RetentionInDays")
                .ifPresent(days -> creation.call("logs", "PutRetentionPolicy", group(name).put("retentionInDays", days)));
        creation.attribute("Arn", "arn:aws:logs:" + creation.region() + ":" + creation.accountId() + ":log-group:" + name + ":*");
    }

    private static ObjectNode group(String name) {
        return JsonNodeFactory.instance.objectNode().put("logGroupName", name);
    }
}
