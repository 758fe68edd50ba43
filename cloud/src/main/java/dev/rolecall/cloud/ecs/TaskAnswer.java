package dev.rolecall.cloud.ecs;

import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as it is described.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html">Task</a>
 */
record TaskAnswer(EcsArns arns) {
    static final String PLATFORM = "1.4.0";
    private static final int STORAGE_GIB = 20;
    /** When it came to which status, by member. */
    private static final Map<String, TaskStatus> TIMES = Map.of("connectivityAt", TaskStatus.PENDING, "pullStartedAt", TaskStatus.PENDING,
            "pullStoppedAt", TaskStatus.ACTIVATING, "startedAt", TaskStatus.RUNNING, "stoppingAt", TaskStatus.DEACTIVATING,
            "executionStoppedAt", TaskStatus.DEPROVISIONING, "stoppedAt", TaskStatus.STOPPED);

    ObjectNode of(Task task, boolean tags) {
        Progress progress = task.progress();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("taskArn", task.arn()).put("clusterArn", task.clusterArn())
                .put("taskDefinitionArn", task.definition().arn()).put("group", task.group()).put("launchType", "FARGATE")
                .put("availabilityZone", arns.region() + "a").put("platformVersion", PLATFORM).put("platformFamily", "Linux")
                .put("cpu", String.valueOf(task.size().cpu())).put("memory", String.valueOf(task.size().memory()))
                .put("createdAt", Timestamps.of(task.created())).put("desiredStatus", task.desired().name())
                .put("lastStatus", progress.lastStatus().name()).put("healthStatus", "UNKNOWN").put("enableExecuteCommand", false)
                .put("version", progress.version());
        task.startedBy().ifPresent(who -> node.put("startedBy", who));
        TIMES.forEach((member, status) -> progress.when(status).ifPresent(time -> node.put(member, Timestamps.of(time))));
        if (progress.when(TaskStatus.PENDING).isPresent()) {
            node.put("connectivity", "CONNECTED");
        }
        progress.stop().ifPresent(stop -> node.put("stopCode", stop.code().wireName()).put("stoppedReason", stop.text()));
        node.putArray("attributes").addObject().put("name", "ecs.cpu-architecture").put("value",
                task.definition().registration().platform().getOrDefault("cpuArchitecture", "X86_64").toLowerCase(Locale.ROOT));
        node.putArray("inferenceAccelerators");
        int storage = task.definition().registration().storage().orElse(STORAGE_GIB);
        node.putObject("ephemeralStorage").put("sizeInGiB", storage);
        node.putObject("fargateEphemeralStorage").put("sizeInGiB", storage);
        node.set("overrides", task.overrides().node(task.definition()));
        attachment(task, node.putArray("attachments").addObject());
        ArrayNode containers = node.putArray("containers");
        progress.containers().forEach(container -> containers.add(container(task, container)));
        EcsTags.write(tags ? task.tags() : Map.of(), node.putArray("tags"));
        return node;
    }

    private void attachment(Task task, ObjectNode node) {
        NetworkPlace network = task.network();
        node.put("id", network.attachmentId()).put("type", "ElasticNetworkInterface").put("status", switch (task.progress().lastStatus()) {
            case PROVISIONING -> "PRECREATED";
            case STOPPED -> "DELETED";
            default -> "ATTACHED";
        });
        ArrayNode details = node.putArray("details");
        Map.of("subnetId", network.subnetId(), "networkInterfaceId", network.interfaceId(), "macAddress", network.mac(), "privateDnsName",
                network.dnsName(arns.region()), "privateIPv4Address", network.privateIp())
                .forEach((name, value) -> details.addObject().put("name", name).put("value", value));
    }

    private static ObjectNode container(Task task, ContainerState state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("containerArn", state.arn()).put("taskArn", task.arn())
                .put("name", state.name()).put("image", state.image()).put("lastStatus", state.status().name())
                .put("healthStatus", "UNKNOWN").put("cpu", "0");
        task.definition().registration().containers().stream().filter(known -> known.name().equals(state.name())).findFirst()
                .ifPresent(known -> known.sizes().forEach((name, value) -> node.put(name, String.valueOf(value))));
        state.started().ifPresent(_ -> node.put("runtimeId", state.runtimeId()));
        state.exitCode().ifPresent(code -> node.put("exitCode", code));
        state.reason().ifPresent(reason -> node.put("reason", reason));
        node.putArray("networkBindings");
        node.putArray("networkInterfaces").addObject().put("attachmentId", task.network().attachmentId()).put("privateIpv4Address",
                task.network().privateIp());
        return node;
    }
}
