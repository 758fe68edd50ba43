package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/** What instances, functions and their log groups are, by the services' own answers. */
final class ComputeReadings {
    private ComputeReadings() {}

    /** Without its code, which is not read on AWS either: a function does not know where it came from. */
    static void function(Reading reading) {
        ObjectNode function = reading.call("lambda", "GetFunction",
                JsonNodeFactory.instance.objectNode().put("FunctionName", reading.physicalId()));
        JsonNode settings = function.path("Configuration");
        List.of("Architectures", "Description", "Environment", "FunctionName", "Handler", "MemorySize", "Role", "Runtime", "Timeout")
                .forEach(name -> reading.read(name, settings.path(name)));
        reading.readMembers("LoggingConfig", settings.path("LoggingConfig"));
        Map<String, String> tags = new TreeMap<>();
        function.path("Tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        reading.readTags(tags);
    }

    static void instance(Reading reading) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.putArray("InstanceId").add(reading.physicalId());
        JsonNode instance = reading.call("ec2", "DescribeInstances", input).path("reservationSet").path(0).path("instancesSet").path(0);
        if (instance.path("instanceState").path("name").asString("").equals("terminated")) {
            throw new AwsException("InvalidInstanceID.NotFound", 400, "The instance has been terminated.");
        }
        reading.read("ImageId", instance.path("imageId"));
        reading.read("InstanceType", instance.path("instanceType"));
        JsonNode profile = instance.path("iamInstanceProfile").path("arn");
        reading.read("IamInstanceProfile",
                profile.isMissingNode() ? profile : JsonNodeFactory.instance.stringNode(profile.asString().replaceFirst(".*/", "")));
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        instance.path("metadataOptions").properties().forEach(option -> options
                .set(Character.toUpperCase(option.getKey().charAt(0)) + option.getKey().substring(1), option.getValue()));
        reading.readMembers("MetadataOptions", options);
        Map<String, String> tags = new TreeMap<>();
        instance.path("tagSet").forEach(tag -> tags.put(tag.path("key").asString(), tag.path("value").asString()));
        reading.readTags(tags);
    }

    static void logGroup(Reading reading) {
        JsonNode group = reading
                .call("logs", "DescribeLogGroups", JsonNodeFactory.instance.objectNode().put("logGroupNamePrefix", reading.physicalId()))
                .path("logGroups").valueStream().filter(found -> found.path("logGroupName").asString().equals(reading.physicalId()))
                .findFirst()
                .orElseThrow(() -> new AwsException("ResourceNotFoundException", 400, "The specified log group does not exist."));
        reading.read("RetentionInDays", group.path("retentionInDays"));
    }
}
