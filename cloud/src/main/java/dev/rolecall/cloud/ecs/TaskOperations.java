package dev.rolecall.cloud.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;

/** Runs, describes and stops tasks. */
final class TaskOperations implements AutoCloseable {
    private static final int MOST_DESCRIBED = 100;

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Tasks tasks;
    private final Fargate fargate;
    private final EcsArns arns;
    private final TaskAnswer answers;
    private final Map<Task.Key, TaskRun> runs = new ConcurrentHashMap<>();

    TaskOperations(Clusters clusters, TaskDefinitions definitions, Tasks tasks, Fargate fargate, EcsArns arns) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.tasks = tasks;
        this.fargate = fargate;
        this.arns = arns;
        this.answers = new TaskAnswer(arns);
    }

    List<Operation> operations(AuthorizationMap map, ResourceKinds<Invocation> kinds) {
        return List.of(map.operation("RunTask", kinds, this::run), map.operation("DescribeTasks", kinds, this::describe),
                map.operation("ListTasks", kinds, this::list), map.operation("StopTask", kinds, this::stop));
    }

    /** Stops every task. */
    @Override
    public void close() {
        runs.values().forEach(TaskRun::close);
    }

    private ObjectNode run(Invocation call) {
        Parameters parameters = call.parameters();
        Cluster cluster = clusters.find(parameters);
        TaskDefinition definition = definitions.find(parameters.required("taskDefinition"))
                .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        List<Task> before = repeated(cluster, parameters.optional("clientToken"));
        if (!before.isEmpty()) {
            if (before.stream().anyMatch(task -> !task.definition().arn().equals(definition.arn()))) {
                throw new AwsException("ConflictException", 400, "The clientToken was used for another request.");
            }
            return answer(before, List.of());
        }
        List<TaskRun> made = TaskLaunch.of(parameters, cluster, definition, arns, fargate.networks()).make(call, arns, tasks, fargate);
        ObjectNode answer = answer(made.stream().map(TaskRun::task).toList(), List.of());
        runs.keySet().removeIf(key -> tasks.find(key).filter(task -> !task.hasStopped()).isEmpty());
        made.forEach(run -> {
            runs.put(run.task().key(), run);
            run.start();
        });
        return answer;
    }

    /** SDKs give every request a token of its own: the same token is the same request. */
    private List<Task> repeated(Cluster cluster, Optional<String> token) {
        return token.isEmpty() ? List.of() : tasks.of(cluster.name()).filter(task -> task.clientToken().equals(token)).toList();
    }

    private ObjectNode describe(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("DescribeTasks", "cluster", "include", "tasks");
        Cluster cluster = clusters.find(parameters);
        List<String> named = parameters.strings("tasks");
        if (named.isEmpty() || named.size() > MOST_DESCRIBED) {
            throw AwsException.validation("Tasks cannot be empty, and are at most " + MOST_DESCRIBED + ".");
        }
        List<Task> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : named) {
            Task.Key key = arns.taskKey(name, cluster.name());
            tasks.find(key).filter(task -> key.cluster().equals(cluster.name())).ifPresentOrElse(found::add,
                    () -> missing.add(arns.task(key)));
        }
        boolean tags = parameters.strings("include").contains("TAGS");
        ObjectNode answer = answer(List.of(), missing);
        ArrayNode list = answer.putArray("tasks");
        found.forEach(task -> list.add(answers.of(task, tags)));
        return answer;
    }

    /** Those that are to run, unless others are asked for. */
    private ObjectNode list(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("ListTasks", "cluster", "desiredStatus", "family", "launchType", "maxResults", "nextToken", "startedBy");
        Cluster cluster = clusters.find(parameters);
        TaskStatus desired = switch (parameters.optional("desiredStatus").orElse("RUNNING")) {
            case "RUNNING" -> TaskStatus.RUNNING;
            case "STOPPED" -> TaskStatus.STOPPED;
            // No task ever wants that: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html.
            case "PENDING" -> TaskStatus.PENDING;
            default -> throw AwsException.validation("Invalid value of 'desiredStatus'.");
        };
        List<String> found = tasks.of(cluster.name()).filter(task -> task.desired() == desired)
                .filter(task -> parameters.optional("family").map(task.definition().family()::equals).orElse(true))
                .filter(task -> parameters.optional("startedBy").map(who -> task.startedBy().filter(who::equals).isPresent()).orElse(true))
                .filter(_ -> parameters.optional("launchType").map("FARGATE"::equals).orElse(true)).map(Task::arn).toList();
        return Clusters.page(parameters, found, "taskArns");
    }

    private ObjectNode stop(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("StopTask", "cluster", "reason", "task");
        Cluster cluster = clusters.find(parameters);
        Task.Key key = arns.taskKey(parameters.required("task"), cluster.name());
        if (tasks.find(key).isEmpty()) {
            throw AwsException.validation("The referenced task was not found.");
        }
        Optional.ofNullable(runs.get(key))
                .ifPresent(run -> run.stop(StopReason.byUser(parameters.optional("reason").orElse("Task stopped by user"))));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        tasks.find(key).ifPresent(task -> answer.set("task", answers.of(task, false)));
        return answer;
    }

    private ObjectNode answer(List<Task> made, List<String> missing) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("tasks");
        made.forEach(task -> list.add(answers.of(task, true)));
        ArrayNode failures = answer.putArray("failures");
        missing.forEach(arn -> failures.addObject().put("arn", arn).put("reason", "MISSING"));
        return answer;
    }
}
