package dev.rolecall.cloud.ecs;

import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a task learns about itself. There is no environment in it, and so no secret. Statistics are not emulated.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html">Task metadata endpoint
 *      version 4 on Fargate</a>
 */
record TaskMetadata(String region) {
    private static final double UNITS = 1024.0;

    ObjectNode of(Task task) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("Cluster", task.clusterArn()).put("TaskARN", task.arn())
                .put("Family", task.definition().family()).put("Revision", String.valueOf(task.definition().revision()))
                .put("DesiredStatus", task.desired().name()).put("KnownStatus", task.progress().lastStatus().name());
        node.putObject("Limits").put("CPU", task.size().cpu() / UNITS).put("Memory", task.size().memory());
        task.progress().when(TaskStatus.PENDING).ifPresent(time -> node.put("PullStartedAt", time.toString()));
        task.progress().when(TaskStatus.ACTIVATING).ifPresent(time -> node.put("PullStoppedAt", time.toString()));
        node.put("AvailabilityZone", region + "a").put("LaunchType", "FARGATE");
        ArrayNode containers = node.putArray("Containers");
        task.progress().containers().forEach(container -> containers.add(of(task, container)));
        return node;
    }

    ObjectNode of(Task task, ContainerState container) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("DockerId", container.runtimeId()).put("Name", container.name())
                .put("DockerName", container.name()).put("Image", container.image());
        node.putObject("Labels").put("com.amazonaws.ecs.cluster", task.clusterArn())
                .put("com.amazonaws.ecs.container-name", container.name()).put("com.amazonaws.ecs.task-arn", task.arn())
                .put("com.amazonaws.ecs.task-definition-family", task.definition().family())
                .put("com.amazonaws.ecs.task-definition-version", String.valueOf(task.definition().revision()));
        node.put("DesiredStatus", task.desired().name()).put("KnownStatus", container.status().name());
        container.exitCode().ifPresent(code -> node.put("ExitCode", code));
        container.started().ifPresent(time -> node.put("StartedAt", time.toString()));
        node.put("CreatedAt", task.created().toString()).put("Type", "NORMAL").put("ContainerARN", container.arn());
        definition(task, container).ifPresent(definition -> {
            ObjectNode limits = node.putObject("Limits").put("CPU", definition.sizes().getOrDefault("cpu", 0));
            Optional.ofNullable(definition.sizes().get("memory")).ifPresent(memory -> limits.put("Memory", memory));
            definition.logs().ifPresent(logs -> {
                ObjectNode options = node.put("LogDriver", "awslogs").putObject("LogOptions");
                logs.options(options);
                options.remove("awslogs-stream-prefix");
                options.put("awslogs-stream", logs.stream(container.name(), task.key().id()));
            });
        });
        ObjectNode network = node.putArray("Networks").addObject().put("NetworkMode", "awsvpc").put("AttachmentIndex", 0)
                .put("MACAddress", task.network().mac()).put("PrivateDNSName", task.network().dnsName(region));
        network.putArray("IPv4Addresses").add(task.network().privateIp());
        return node;
    }

    private static Optional<ContainerDefinition> definition(Task task, ContainerState container) {
        return task.definition().registration().containers().stream().filter(known -> known.name().equals(container.name())).findFirst();
    }
}
