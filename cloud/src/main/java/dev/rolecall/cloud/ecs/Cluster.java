package dev.rolecall.cloud.ecs;

import java.util.Map;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cluster. On Fargate it is a name that tasks and permissions go by.
 *
 * @param insights the value of the setting {@code containerInsights}, which has no effect here
 */
record Cluster(String name, String arn, String insights, Map<String, String> tags) {
    Cluster {
        tags = Map.copyOf(tags);
    }

    Cluster tagged(Map<String, String> changed) {
        return new Cluster(name, arn, insights, changed);
    }

    /** Without what is answered only to whoever asks for it. */
    ObjectNode node(long running, long pending) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("clusterArn", arn).put("clusterName", name).put("status", "ACTIVE")
                .put("registeredContainerInstancesCount", 0).put("runningTasksCount", running).put("pendingTasksCount", pending)
                .put("activeServicesCount", 0);
        for (String list : new String[]{"statistics", "tags", "settings", "capacityProviders", "defaultCapacityProviderStrategy"}) {
            node.putArray(list);
        }
        return node;
    }
}
