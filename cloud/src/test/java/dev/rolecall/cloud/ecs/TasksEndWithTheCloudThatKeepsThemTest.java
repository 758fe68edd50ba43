package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** A cloud that keeps what it has, closed while a task runs, and started again. */
final class TasksEndWithTheCloudThatKeepsThemTest {
    private static final String WAITING = """
            public class Waiting {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("waiting");
                    Thread.sleep(600_000);
                }
            }
            """;

    @TempDir
    private Path folder;

    private record Seen(List<Cluster> clusters, TaskDefinition definition, List<String> log) {}

    @Test
    void clustersDefinitionsAndLogsAreThereAgainAndTasksHaveStopped() throws IOException {
        Task running;
        Task stopped;
        Seen before;
        try (TestCloud cloud = open()) {
            LessonTask lesson = LessonTask.deploy(cloud, folder);
            stopped = lesson.awaitStatus(lesson.run(), "STOPPED");
            running = lesson.run(lesson.define(TestJar.of(folder, "Waiting", WAITING), _ -> {}));
            lesson.awaitLog(running, "run", List.of("waiting")::equals);
            before = seen(cloud, lesson, running);
        }
        try (TestCloud cloud = open(); EcsClient ecs = cloud.ecs(cloud.administrator())) {
            LessonTask lesson = LessonTask.deployed(cloud);
            assertThat(seen(cloud, lesson, running)).isEqualTo(before);
            assertThat(lesson.describe(stopped)).isEqualTo(stopped);
            Task interrupted = lesson.describe(running);
            assertThat(interrupted.lastStatus()).isEqualTo("STOPPED");
            assertThat(interrupted.stopCode()).isEqualTo(TaskStopCode.TERMINATION_NOTICE);
            assertThat(interrupted.stoppedReason()).isEqualTo("The local cloud was stopped.");
            assertThat(ecs.listTasks(request -> request.cluster("lesson")).taskArns()).isEmpty();
            Task again = lesson.awaitStatus(lesson.run(), "STOPPED");
            assertThat(lesson.log(again, "read")).endsWith("read " + LessonTask.CONTENT);
        }
    }

    @Test
    void whatASecondStreamOfTheNameHasIsNotOfTheFirst() {
        try (TestCloud cloud = open(); CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            logs.createLogGroup(request -> request.logGroupName("/g"));
            for (String text : List.of("first", "second")) {
                logs.createLogStream(request -> request.logGroupName("/g").logStreamName("s"));
                logs.putLogEvents(request -> request.logGroupName("/g").logStreamName("s")
                        .logEvents(InputLogEvent.builder().message(text).timestamp(cloud.clock().instant().toEpochMilli()).build()));
                if (text.equals("first")) {
                    logs.deleteLogStream(request -> request.logGroupName("/g").logStreamName("s"));
                    cloud.advance(Duration.ofMillis(5));
                }
            }
        }
        try (TestCloud cloud = open(); CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            assertThat(logs.getLogEvents(request -> request.logGroupName("/g").logStreamName("s")).events()).singleElement()
                    .satisfies(event -> assertThat(event.message()).isEqualTo("second"));
        }
    }

    private TestCloud open() {
        return new TestCloud(options -> options.keptIn(folder.resolve("state")));
    }

    private static Seen seen(TestCloud cloud, LessonTask lesson, Task task) {
        try (EcsClient ecs = cloud.ecs(cloud.administrator())) {
            return new Seen(ecs.describeClusters(request -> request.clusters("lesson").includeWithStrings("TAGS")).clusters().stream()
                    .map(cluster -> cluster.toBuilder().runningTasksCount(0).pendingTasksCount(0).build()).toList(),
                    ecs.describeTaskDefinition(request -> request.taskDefinition("other")).taskDefinition(), lesson.log(task, "run"));
        }
    }
}
