package dev.rolecall.cloud.ecs;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A container definition as it is described, with the empty lists that AWS has there. */
final class ContainerAnswer {
    private ContainerAnswer() {}

    static ObjectNode of(ContainerDefinition container) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", container.name()).put("image", container.image()).put("cpu", 0);
        container.sizes().forEach(node::put);
        node.putArray("portMappings");
        node.put("essential", container.essential());
        list(node, "entryPoint", container.entryPoint());
        list(node, "command", container.command());
        environment(node, container.environment());
        ArrayNode mounts = node.putArray("mountPoints");
        container.mountPoints().forEach(mount -> mounts.addObject().put("sourceVolume", mount.volume())
                .put("containerPath", mount.path()).put("readOnly", mount.readOnly()));
        node.putArray("volumesFrom");
        if (!container.dependsOn().isEmpty()) {
            ArrayNode others = node.putArray("dependsOn");
            container.dependsOn().forEach(dependency -> others.addObject().put("containerName", dependency.container())
                    .put("condition", dependency.condition().name()));
        }
        container.startTimeout().ifPresent(seconds -> node.put("startTimeout", seconds));
        container.stopTimeout().ifPresent(seconds -> node.put("stopTimeout", seconds));
        container.user().ifPresent(user -> node.put("user", user));
        container.workingDirectory().ifPresent(folder -> node.put("workingDirectory", folder));
        if (container.readonlyRootFilesystem()) {
            node.put("readonlyRootFilesystem", true);
        }
        container.logs().ifPresent(logs -> node.set("logConfiguration", logs.node()));
        node.putArray("systemControls");
        return node;
    }

    static void environment(ObjectNode node, Map<String, String> environment) {
        ArrayNode variables = node.putArray("environment");
        environment.forEach((name, value) -> variables.addObject().put("name", name).put("value", value));
    }

    static void list(ObjectNode node, String member, List<String> words) {
        if (!words.isEmpty()) {
            words.forEach(node.putArray(member)::add);
        }
    }
}
