package dev.rolecall.lab.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/**
 * Runs a task to its end, and reads in its log what it saw.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class TaskRun {
    private static final String STOPPED = "STOPPED";
    private static final String RUNNING = "RUNNING";
    /** How long the containers may look as if they ran side by side before that is believed. Each starts when the one before it has ended. */
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(5);

    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;
    private final Undo undo;

    TaskRun(AwsClients clients, Pace pace, InstantSource clock, Undo undo) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
        this.undo = undo;
    }

    Testimony run(DeployedStack stack, String definition) throws InterruptedException {
        RunTaskResponse answer = undo.begin(() -> clients.ecs()
                .runTask(run -> run.cluster(stack.output("ClusterName")).taskDefinition(definition)
                        .launchType(LaunchType.FARGATE).propagateTags(PropagateTags.TASK_DEFINITION)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc
                                .subnets(stack.output("SubnetId")).securityGroups(stack.output("SecurityGroupId"))
                                .assignPublicIp(AssignPublicIp.ENABLED)))));
        if (answer.tasks().isEmpty()) {
            return Testimony.none(none("ECS runs no task: " + answer.failures().stream().map(Failure::reason).toList() + "."));
        }
        String arn = answer.tasks().getFirst().taskArn();
        return Testimony.of(evidence(stack, arn), idOf(arn));
    }

    static String idOf(String taskArn) {
        return taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }

    private Evidence evidence(DeployedStack stack, String arn) throws InterruptedException {
        Instant[] sideBySide = {Instant.MAX};
        Optional<Task> ended = pace.await(clock, () -> described(stack, arn).filter(task -> {
            Instant now = clock.instant();
            sideBySide[0] = areSideBySide(task) ? earlier(now, sideBySide[0]) : Instant.MAX;
            return STOPPED.equals(task.lastStatus()) || now.minus(SIDE_BY_SIDE).isAfter(sideBySide[0]);
        }));
        if (ended.isEmpty()) {
            return none("The task " + idOf(arn) + " came to no end within " + pace.patience().toSeconds() + " s.");
        }
        if (!STOPPED.equals(ended.get().lastStatus())) {
            return none(
                    "The task " + idOf(arn) + " is only on record: all of its containers are said to run, and each of them may start only "
                            + "when the one before it has ended.");
        }
        Optional<Evidence> logged = logged(stack, arn);
        // Where a container ended by itself, what it wrote may be on its way.
        return logged.isEmpty() && ended.get().containers().stream().allMatch(container -> container.exitCode() != null)
                ? pace.await(clock, () -> logged(stack, arn)).orElseGet(() -> none(end(ended.get())))
                : logged.orElseGet(() -> none(end(ended.get())));
    }

    private static boolean areSideBySide(Task task) {
        return task.containers().size() > 1 && task.containers().stream().allMatch(container -> RUNNING.equals(container.lastStatus()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Optional<Task> described(DeployedStack stack, String arn) {
        return clients.ecs().describeTasks(describe -> describe.cluster(stack.output("ClusterName")).tasks(arn)).tasks().stream()
                .findFirst();
    }

    /** The streams of a task's containers end in its id. */
    private Optional<Evidence> logged(DeployedStack stack, String arn) {
        List<FilteredLogEvent> events = clients.logs()
                .filterLogEvents(filter -> filter.logGroupName(stack.output("LogGroupName")).filterPattern("\"rolecall-evidence\""))
                .events();
        return Witness.told(events.stream().filter(event -> event.logStreamName().endsWith("/" + idOf(arn))).map(FilteredLogEvent::message))
                .reduce((earlier, later) -> later);
    }

    private Evidence none(String message) {
        return Evidence.none(clock.instant(), "NoEvidence", message);
    }

    private static String end(Task task) {
        return Stream.concat(Stream.of("The task stopped without evidence", String.valueOf(task.stoppedReason())),
                task.containers().stream().map(TaskRun::end)).collect(Collectors.joining(": "));
    }

    private static String end(Container container) {
        return container.name() + " " + Optional.ofNullable(container.reason())
                .orElse(container.exitCode() == null ? "did not run" : "ended with exit code " + container.exitCode());
    }
}
