package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Clusters and task definitions of ECS. */
final class TaskResources {
    private static final String ECS = "ecs";
    /** What a definition consists of: a change of any of it is a new revision, and so a new resource. */
    private static final Set<String> DEFINITION = Set.of("ContainerDefinitions", "Cpu", "EphemeralStorage", "ExecutionRoleArn", "Family",
            "Memory", "NetworkMode", "RequiresCompatibilities", "RuntimePlatform", "TaskRoleArn", "Volumes");
    /** Members whose own members are names of somebody's, and stay as they are. */
    private static final Set<String> MAPS = Set.of("Options", "DockerLabels");

    private TaskResources() {}

    static List<ResourceType> types() {
        return List.of(
                new ResourceType("AWS::ECS::Cluster", Set.of("ClusterName", "ClusterSettings", "Tags"), TaskResources::cluster)
                        .changing(Set.of("ClusterName"), Set.of("ClusterSettings"), TaskResources::retag),
                new ResourceType("AWS::ECS::TaskDefinition",
                        Set.of("ContainerDefinitions", "Cpu", "EphemeralStorage", "ExecutionRoleArn", "Family", "Memory", "NetworkMode",
                                "RequiresCompatibilities", "RuntimePlatform", "Tags", "TaskRoleArn", "Volumes"),
                        TaskResources::definition).changing(DEFINITION, TaskResources::retag));
    }

    private static void cluster(Creation creation) {
        String name = creation.name("ClusterName", 255);
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("clusterName", name);
        if (creation.properties().node().has("ClusterSettings")) {
            input.set("settings", members(creation.properties().node().path("ClusterSettings")));
        }
        input.set("tags", members(creation.tags()));
        JsonNode cluster = creation.call(ECS, "CreateCluster", input).path("cluster");
        creation.created(name, Creation.deletion(ECS, "DeleteCluster", JsonNodeFactory.instance.objectNode().put("cluster", name)));
        creation.attribute("Arn", cluster.path("clusterArn").asString());
    }

    private static void definition(Creation creation) {
        ObjectNode input = (ObjectNode) members(creation.input(DEFINITION.toArray(String[]::new)));
        input.put("family", creation.name("Family", 255));
        input.set("tags", members(creation.tags()));
        String arn = creation.call(ECS, "RegisterTaskDefinition", input).path("taskDefinition").path("taskDefinitionArn").asString();
        creation.created(arn,
                Creation.deletion(ECS, "DeregisterTaskDefinition", JsonNodeFactory.instance.objectNode().put("taskDefinition", arn)));
        creation.attribute("TaskDefinitionArn", arn);
    }

    private static void retag(Change change) {
        Creation after = change.after();
        if (!change.in("Tags")) {
            return;
        }
        String arn = change.physicalId().startsWith("arn:")
                ? change.physicalId()
                : "arn:aws:ecs:" + after.region() + ":" + after.accountId() + ":cluster/" + change.physicalId();
        ObjectNode tagged = JsonNodeFactory.instance.objectNode().put("resourceArn", arn);
        tagged.set("tags", members(change.tags()));
        after.call(ECS, "TagResource", tagged);
        List<String> gone = change.untagged();
        if (!gone.isEmpty()) {
            ObjectNode untagged = JsonNodeFactory.instance.objectNode().put("resourceArn", arn);
            gone.forEach(untagged.putArray("tagKeys")::add);
            after.call(ECS, "UntagResource", untagged);
        }
    }

    /** The API has the names of the properties, with a small letter at the beginning. */
    private static JsonNode members(JsonNode properties) {
        if (properties instanceof ObjectNode object) {
            ObjectNode members = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(property -> {
                String name = property.getKey();
                members.set(Character.toLowerCase(name.charAt(0)) + name.substring(1),
                        MAPS.contains(name) ? property.getValue() : members(property.getValue()));
            });
            return members;
        }
        if (properties instanceof ArrayNode list) {
            ArrayNode members = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> members.add(members(item)));
            return members;
        }
        return properties;
    }
}
