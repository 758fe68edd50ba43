package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/** Instances and functions. */
final class ComputeResources {
    /** How often, 50 ms apart, an instance is looked at until it runs or has ended. */
    private static final int LOOKS = 1200;

    private ComputeResources() {}

    static List<ResourceType> types() {
        return List.of(
                new ResourceType("AWS::EC2::Instance",
                        Set.of("BlockDeviceMappings", "IamInstanceProfile", "ImageId", "InstanceType", "MetadataOptions",
                                "PrivateIpAddress",
                                "PropagateTagsToVolumeOnCreation", "SecurityGroupIds", "SubnetId", "Tags", "UserData"),
                        ComputeResources::instance).changing(
                                Set.of("BlockDeviceMappings", "ImageId", "PrivateIpAddress", "SubnetId"),
                                Set.of("InstanceType", "PropagateTagsToVolumeOnCreation", "SecurityGroupIds", "UserData"),
                                ComputeChanges::instance)
                        .readBy(ComputeReadings::instance),
                new ResourceType("AWS::Lambda::Function",
                        Set.of("Architectures", "Code", "Description", "Environment", "FunctionName", "Handler",
                                "LoggingConfig", "MemorySize", "Role", "Runtime", "Tags", "Timeout"),
                        ComputeResources::function).changing(Set.of("FunctionName"), ComputeChanges::function)
                        .readBy(ComputeReadings::function));
    }

    private static void instance(Creation creation) {
        ObjectNode input = creation.input("ImageId", "InstanceType", "MetadataOptions", "PrivateIpAddress", "SubnetId", "UserData");
        input.put("MinCount", 1).put("MaxCount", 1);
        rename(creation, input, "SecurityGroupIds", "SecurityGroupId");
        rename(creation, input, "BlockDeviceMappings", "BlockDeviceMapping");
        creation.properties().optional("IamInstanceProfile").ifPresent(name -> input.putObject("IamInstanceProfile").put("Name", name));
        ArrayNode tags = input.putArray("TagSpecification");
        tags.addObject().put("ResourceType", "instance").set("Tag", creation.tags());
        if (creation.properties().flag("PropagateTagsToVolumeOnCreation")) {
            tags.addObject().put("ResourceType", "volume").set("Tag", creation.tags());
        }
        JsonNode started = creation.call("ec2", "RunInstances", input).path("instancesSet").path(0);
        String id = started.path("instanceId").asString();
        creation.created(id, new Removal.Termination(id));
        JsonNode running = await(creation.calls(), id, "running");
        creation.attribute("InstanceId", id);
        creation.attribute("PrivateIp", running.path("privateIpAddress").asString(""));
        creation.attribute("PrivateDnsName", running.path("privateDnsName").asString(""));
        creation.attribute("AvailabilityZone", running.path("placement").path("availabilityZone").asString(""));
    }

    static void terminate(Calls calls, String id) {
        calls.call("ec2", "TerminateInstances", ids(id));
        await(calls, id, "terminated");
    }

    private static JsonNode await(Calls calls, String id, String wanted) {
        for (int look = 0; look < LOOKS; look++) {
            JsonNode instance = calls.call("ec2", "DescribeInstances", ids(id)).path("reservationSet").path(0).path("instancesSet").path(0);
            String state = instance.path("instanceState").path("name").asString("");
            if (state.equals(wanted)) {
                return instance;
            }
            if (state.equals("terminated")) {
                throw new AwsException("InternalFailure", 500,
                        "Instance " + id + " failed to stabilize. Current state: terminated. Reason: "
                                + instance.path("stateReason").path("message").asString("unknown"));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AwsException("InternalFailure", 500, "The wait for instance " + id + " was interrupted.");
            }
        }
        throw new AwsException("InternalFailure", 500, "Instance " + id + " did not become " + wanted + " within a minute.");
    }

    private static void function(Creation creation) {
        if (!creation.properties().node().path("Code").has("S3Bucket")) {
            throw AwsException.validation("This local cloud takes a function's code from S3 only.");
        }
        String name = creation.name("FunctionName", 64);
        ObjectNode input = creation
                .input("Architectures", "Code", "Description", "Environment", "Handler", "LoggingConfig", "MemorySize", "Role",
                        "Runtime", "Timeout")
                .put("FunctionName", name);
        ObjectNode tags = input.putObject("Tags");
        creation.tags().forEach(tag -> tags.put(tag.path("Key").asString(), tag.path("Value").asString()));
        JsonNode function = creation.call("lambda", "CreateFunction", input);
        creation.created(name,
                Creation.deletion("lambda", "DeleteFunction", JsonNodeFactory.instance.objectNode().put("FunctionName", name)));
        creation.attribute("Arn", function.path("FunctionArn").asString());
    }

    private static void rename(Creation creation, ObjectNode input, String property, String member) {
        JsonNode value = creation.properties().node().path(property);
        if (!value.isMissingNode()) {
            input.set(member, value);
        }
    }

    private static ObjectNode ids(String id) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.putArray("InstanceId").add(id);
        return input;
    }
}
