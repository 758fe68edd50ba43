package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import dev.rolecall.cloud.TestCloud;

final class TasksReadByTheirRoleTest {
    @TempDir
    private static Path folder;
    private static TestCloud cloud;
    private static LessonTask lesson;

    @BeforeAll
    static void deploy() throws IOException {
        cloud = new TestCloud();
        lesson = LessonTask.deploy(cloud, folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aTaskOfAStackFetchesItsProgramAndReadsByItsRole() {
        Task started = lesson.run();
        assertThat(started.lastStatus()).isEqualTo("PROVISIONING");
        Task task = lesson.awaitStatus(started, "STOPPED");
        assertThat(lesson.log(task, "read")).as(task.toString()).containsExactly("key ASIA by z", "read " + LessonTask.CONTENT);
        assertThat(lesson.log(task, "fetch")).as("with --only-show-errors").isEmpty();
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(LessonTask.container(task, "fetch").exitCode()).isZero();
        assertThat(LessonTask.container(task, "read").exitCode()).isZero();
    }
}
