package dev.rolecall.cloud.cloudformation;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How instances and functions change in place. */
final class ComputeChanges {
    private ComputeChanges() {}

    static void instance(Change change) {
        String id = change.physicalId();
        if (change.in("IamInstanceProfile")) {
            profile(change, id);
        }
        if (change.in("MetadataOptions")) {
            ObjectNode options = change.after().properties().structure("MetadataOptions").node().deepCopy();
            change.after().call("ec2", "ModifyInstanceMetadataOptions", options.put("InstanceId", id));
        }
        if (change.in("Tags")) {
            ObjectNode tagged = resources(id);
            // CloudFormation's own are there from the beginning, and nobody may put them there later.
            ArrayNode own = tagged.putArray("Tag");
            change.tags().valueStream().filter(tag -> !tag.path("Key").asString().startsWith("aws:")).forEach(own::add);
            if (!own.isEmpty()) {
                change.after().call("ec2", "CreateTags", tagged);
            }
            List<String> gone = change.untagged();
            if (!gone.isEmpty()) {
                ObjectNode untagged = resources(id);
                ArrayNode tags = untagged.putArray("Tag");
                gone.forEach(key -> tags.addObject().put("Key", key));
                change.after().call("ec2", "DeleteTags", untagged);
            }
        }
    }

    private static void profile(Change change, String id) {
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        filter.putArray("Filter").addObject().put("Name", "instance-id").putArray("Value").add(id);
        JsonNode association = change.after().call("ec2", "DescribeIamInstanceProfileAssociations", filter)
                .path("iamInstanceProfileAssociationSet").path(0).path("associationId");
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        change.after().properties().optional("IamInstanceProfile")
                .ifPresent(name -> input.putObject("IamInstanceProfile").put("Name", name));
        if (association.isMissingNode()) {
            change.after().call("ec2", "AssociateIamInstanceProfile", input.put("InstanceId", id));
        } else {
            change.after().call("ec2", input.isEmpty() ? "DisassociateIamInstanceProfile" : "ReplaceIamInstanceProfileAssociation",
                    input.put("AssociationId", association.asString()));
        }
    }

    static void function(Change change) {
        Creation after = change.after();
        String name = change.physicalId();
        if (change.in("Code", "Architectures")) {
            ObjectNode code = after.properties().structure("Code").node().deepCopy().put("FunctionName", name);
            JsonNode architectures = after.properties().node().path("Architectures");
            if (architectures.isArray()) {
                code.set("Architectures", architectures);
            } else if (change.in("Architectures")) {
                code.putArray("Architectures").add("x86_64");
            }
            after.call("lambda", "UpdateFunctionCode", code);
        }
        String[] configuration = {"Description", "Environment", "Handler", "LoggingConfig", "MemorySize", "Role", "Runtime", "Timeout"};
        if (change.in(configuration)) {
            ObjectNode input = after.input(configuration).put("FunctionName", name);
            defaults(name).properties().stream().filter(setting -> change.in(setting.getKey()) && !input.has(setting.getKey()))
                    .forEach(setting -> input.set(setting.getKey(), setting.getValue()));
            after.call("lambda", "UpdateFunctionConfiguration", input);
        }
        if (change.in("Tags")) {
            ObjectNode tagged = tagging(change);
            ObjectNode tags = tagged.putObject("Tags");
            change.tags().forEach(tag -> tags.put(tag.path("Key").asString(), tag.path("Value").asString()));
            after.call("lambda", "TagResource", tagged);
            List<String> gone = change.untagged();
            if (!gone.isEmpty()) {
                ObjectNode untagged = tagging(change);
                ArrayNode keys = untagged.putArray("TagKeys");
                gone.forEach(keys::add);
                after.call("lambda", "UntagResource", untagged);
            }
        }
    }

    /** What a property is that the template no longer has: an update of the function leaves as it is what it does not name. */
    private static ObjectNode defaults(String name) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("Description", "").put("MemorySize", 128).put("Timeout", 3);
        settings.putObject("Environment").putObject("Variables");
        settings.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", "/aws/lambda/" + name);
        return settings;
    }

    private static ObjectNode tagging(Change change) {
        Creation after = change.after();
        return JsonNodeFactory.instance.objectNode().put("Resource",
                "arn:aws:lambda:" + after.region() + ":" + after.accountId() + ":function:" + change.physicalId());
    }

    private static ObjectNode resources(String id) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.putArray("ResourceId").add(id);
        return input;
    }
}
