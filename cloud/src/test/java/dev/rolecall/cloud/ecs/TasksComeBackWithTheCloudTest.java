package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** Clusters, definitions, tasks and their logs are there again; a task's processes are not. */
@Timeout(120)
final class TasksComeBackWithTheCloudTest {
    private static final String SLEEPER = """
            public class Sleeper {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("asleep");
                    Thread.sleep(600_000);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatHasRunIsToldAndWhatWasRunningHasStopped() throws IOException {
        Task ran;
        Task running;
        LessonTask before;
        try (TestCloud cloud = open()) {
            before = LessonTask.deploy(cloud, folder);
            ran = before.awaitStatus(before.run(), "STOPPED");
            running = before.awaitStatus(before.run(before.define(TestJar.of(folder, "Sleeper", SLEEPER), _ -> {})), "RUNNING");
            before.awaitLog(running, "run", lines -> lines.contains("asleep"));
        }
        try (TestCloud cloud = open(); EcsClient ecs = cloud.ecs(cloud.administrator())) {
            LessonTask lesson = before.in(cloud);
            assertThat(lesson.describe(ran)).isEqualTo(ran);
            assertThat(lesson.log(ran, "read")).contains("read " + LessonTask.CONTENT);

            Task stopped = lesson.describe(running);
            assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TERMINATION_NOTICE);
            assertThat(stopped.stoppedReason()).isEqualTo("The local cloud was stopped while this task ran.");
            assertThat(lesson.log(running, "run")).containsExactly("asleep");

            assertThat(ecs.describeClusters(request -> request.clusters("lesson")).clusters()).singleElement()
                    .satisfies(cluster -> assertThat(cluster.runningTasksCount()).isZero());
            assertThat(lesson.log(lesson.awaitStatus(lesson.run(), "STOPPED"), "read")).contains("read " + LessonTask.CONTENT);
        }
    }

    private TestCloud open() {
        return new TestCloud(options -> options.keptIn(folder.resolve("state")));
    }
}
