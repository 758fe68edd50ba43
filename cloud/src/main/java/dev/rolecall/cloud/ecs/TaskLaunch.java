package dev.rolecall.cloud.ecs;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.metadata.RotatingCredentials;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.network.Place;

/**
 * What {@code RunTask} asks for, checked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
record TaskLaunch(Cluster cluster, TaskDefinition definition, int count, Overrides overrides, String subnetId, String group,
        Optional<String> startedBy, Optional<String> clientToken, Map<String, String> tags) {
    static final String SERVICE = "ecs-tasks.amazonaws.com";
    private static final int MOST = 10;
    private static final int LONGEST_STARTED_BY = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param cluster      the one that is named, which is there */
    static TaskLaunch of(Parameters given, Cluster cluster, TaskDefinition definition, EcsArns arns, Networks networks) {
        given.takesOnly("RunTask", "clientToken", "cluster", "count", "enableECSManagedTags", "enableExecuteCommand", "group", "launchType",
                "networkConfiguration", "overrides", "platformVersion", "propagateTags", "referenceId", "startedBy", "tags",
                "taskDefinition");
        String type = given.optional("launchType").orElse("EC2");
        if (!type.equals("FARGATE")) {
            throw EcsErrors.notHere("the launch type " + type + ", only FARGATE");
        }
        if (given.flag("enableExecuteCommand")) {
            throw EcsErrors.notHere("ECS Exec");
        }
        String platform = given.optional("platformVersion").orElse("LATEST");
        if (!platform.equals("LATEST") && !platform.equals(TaskAnswer.PLATFORM)) {
            throw new AwsException("PlatformUnknownException", 400, "The specified platform version does not exist.");
        }
        int count = given.integer("count").orElse(1);
        if (count < 1 || count > MOST) {
            throw AwsException.validation("Invalid value of 'count': it is 1 to " + MOST + ".");
        }
        if (!definition.isActive()) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        Optional<String> startedBy = given.optional("startedBy");
        if (startedBy.filter(who -> who.length() > LONGEST_STARTED_BY).isPresent()) {
            throw AwsException.validation("startedBy has at most " + LONGEST_STARTED_BY + " characters.");
        }
        return new TaskLaunch(cluster, definition, count, Overrides.of(given.structure("overrides"), definition, arns),
                subnet(given, networks), given.optional("group").orElse("family:" + definition.family()), startedBy,
                given.optional("clientToken"), tags(given, cluster, definition));
    }

    /** Which of several subnets a task gets, AWS does not say; here it is the first. */
    private static String subnet(Parameters given, Networks networks) {
        if (!given.node().has("networkConfiguration")) {
            throw AwsException.validation("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        Parameters network = given.structure("networkConfiguration").structure("awsvpcConfiguration");
        network.takesOnly("awsvpcConfiguration", "assignPublicIp", "securityGroups", "subnets");
        List<String> subnets = network.strings("subnets");
        if (subnets.isEmpty()) {
            throw AwsException.validation("subnets can not be empty.");
        }
        for (String subnet : subnets) {
            if (networks.vpcOf(new Place(Optional.of(subnet), "")).isEmpty()) {
                throw AwsException.validation("Error retrieving subnet information for [" + subnet + "]: The subnet ID '" + subnet
                        + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
            }
        }
        return subnets.getFirst();
    }

    private static Map<String, String> tags(Parameters given, Cluster cluster, TaskDefinition definition) {
        Map<String, String> tags = new TreeMap<>();
        switch (given.optional("propagateTags").orElse("NONE")) {
            case "NONE" -> {
            }
            case "TASK_DEFINITION" -> tags.putAll(definition.tags());
            default -> throw AwsException.validation("Invalid value of 'propagateTags': there are no services here.");
        }
        tags.putAll(EcsTags.of(given));
        if (given.flag("enableECSManagedTags")) {
            tags.put("aws:ecs:clusterName", cluster.name());
        }
        return tags;
    }

    /** Makes the tasks, which are not started yet. */
    List<TaskRun> make(Invocation call, EcsArns arns, Tasks tasks, Fargate fargate) {
        List<TaskRun> runs = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Task task = task(call, arns, fargate.networks());
            runs.add(run(task, tasks, fargate, arns));
            tasks.add(task);
        }
        return runs;
    }

    private Task task(Invocation call, EcsArns arns, Networks networks) {
        Task.Key key = new Task.Key(cluster.name(), hex(16));
        NetworkPlace network = new NetworkPlace(UUID.randomUUID().toString(), "eni-" + hex(9).substring(1), subnetId,
                networks.address(subnetId).orElse("10.0.0.4"), "02:" + HexFormat.ofDelimiter(":").formatHex(bytes(5)));
        List<ContainerState> containers = definition.registration().containers().stream()
                .map(container -> new ContainerState(container.name(), container.image(), arns.container(key, UUID.randomUUID().toString()),
                        key.id() + "-" + String.format("%010d", RANDOM.nextLong(10_000_000_000L)),
                        ContainerState.Status.PENDING, Optional.empty(), Optional.empty(), Optional.empty()))
                .toList();
        Progress progress = new Progress(TaskStatus.PROVISIONING, 1, Map.of(), Optional.empty(), containers);
        return new Task(key, arns.task(key), cluster.arn(), definition, overrides, network, group, startedBy, clientToken, call.now(), tags,
                progress);
    }

    /** Both roles are assumed at once: a task whose roles do not trust ECS is not made. */
    private static TaskRun run(Task task, Tasks tasks, Fargate fargate, EcsArns arns) {
        Optional<TaskRole> role = task.taskRole()
                .map(arn -> new TaskRole(arn, UUID.randomUUID().toString(), credentials(arn, task, fargate, arns)));
        Optional<RotatingCredentials> execution = task.executionRole().map(arn -> credentials(arn, task, fargate, arns));
        return new TaskRun(task, tasks, fargate, role, execution);
    }

    /**
     * Sessions are called by the task's id.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">Task IAM role</a>
     */
    private static RotatingCredentials credentials(String role, Task task, Fargate fargate, EcsArns arns) {
        RotatingCredentials credentials = new RotatingCredentials(
                () -> fargate.roles().assume(SERVICE, role, task.key().id(),
                        Map.of("aws:SourceAccount", List.of(arns.accountId()), "aws:SourceArn", List.of(arns.source()))),
                fargate.site().lifetimes(), fargate.site().clock());
        try {
            var _ = credentials.current();
            return credentials;
        } catch (AwsException e) {
            throw EcsErrors.client("ECS was unable to assume the role '" + role + "' that was provided for this task. Please verify that "
                    + "the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to "
                    + "pass this role.");
        }
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
