package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** Order, volumes, ends: how the containers of a task are run, and how they are stopped. */
final class ContainersRunAsTheirDefinitionSaysTest {
    private static final String LINGER = """
            public class Linger {
                public static void main(String[] arguments) throws Exception {
                    boolean stubborn = System.getenv("STUBBORN") != null;
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        System.out.println("asked to end");
                        while (stubborn) { try { Thread.sleep(60_000); } catch (InterruptedException e) { } }
                    }));
                    System.out.println("up " + String.join(",", arguments));
                    System.out.println("");
                    System.out.println("there " + java.nio.file.Files.exists(java.nio.file.Path.of("/program")));
                    if (System.getenv("CODE") != null) { Runtime.getRuntime().halt(Integer.parseInt(System.getenv("CODE"))); }
                    Thread.sleep(600_000);
                }
            }
            """;

    @TempDir
    private static Path folder;
    private static TestCloud cloud;
    private static LessonTask lesson;
    private static Path jar;

    @BeforeAll
    static void deploy() throws IOException {
        cloud = new TestCloud();
        lesson = LessonTask.deploy(cloud, folder);
        jar = TestJar.of(folder, "Linger", LINGER);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void stopTaskAsksContainersToEndAndTheyDo() {
        Task task = lesson.run(lesson.define(jar, _ -> {}));
        assertThat(lesson.awaitLog(task, "run", log -> log.size() >= 2)).containsExactly("up ", "there false");
        assertThat(lesson.awaitStatus(task, "RUNNING").startedAt()).isNotNull();
        assertThat(lesson.stop(task).desiredStatus()).isEqualTo("STOPPED");
        Task stopped = lesson.awaitStatus(task, "STOPPED");
        assertThat(lesson.log(task, "run")).endsWith("asked to end");
        assertThat(LessonTask.of(stopped, "run").exitCode()).isEqualTo(143);
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("Task stopped by user");
    }

    @Test
    void whatDoesNotEndIsKilledAfterItsTime() {
        Task task = lesson.run(lesson.define(jar,
                run -> run.stopTimeout(2).environment(KeyValuePair.builder().name("STUBBORN").value("1").build())));
        lesson.awaitLog(task, "run", log -> log.size() >= 2);
        Instant asked = Instant.now();
        lesson.stop(task);
        Task stopped = lesson.awaitStatus(task, "STOPPED");
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
        assertThat(LessonTask.of(stopped, "run").exitCode()).isEqualTo(137);
        assertThat(lesson.log(task, "run")).endsWith("asked to end");
    }

    @Test
    void anExitCodeIsTheContainersOwnAndAnEssentialContainerTakesTheOthersAlong() throws IOException {
        String definition = lesson.register(List.of(LessonTask.fetch("s3://the-lesson/Linger.jar", "/program/a.jar"),
                LessonTask.container("beside", LessonTask.CORRETTO).essential(false)
                        .command("java", "-cp", "/program/a.jar", "Linger", "beside")
                        .dependsOn(LessonTask.after("fetch", ContainerCondition.COMPLETE)).build(),
                LessonTask.container("run", LessonTask.CORRETTO).entryPoint("/usr/bin/java").command("-jar", "/program/a.jar", "a", "b")
                        .environment(KeyValuePair.builder().name("CODE").value("7").build())
                        .dependsOn(LessonTask.after("beside", ContainerCondition.START)).build()));
        lesson.define(jar, _ -> {});
        Task stopped = lesson.awaitStatus(lesson.run(definition), "STOPPED");
        assertThat(LessonTask.of(stopped, "run").exitCode()).isEqualTo(7);
        assertThat(LessonTask.of(stopped, "beside").exitCode()).isEqualTo(143);
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(lesson.log(stopped, "run")).contains("up a,b");
        assertThat(lesson.log(stopped, "fetch")).containsExactly("download: s3://the-lesson/Linger.jar to /program/a.jar");
        try (Stream<Path> left = Files.walk(cloud.directory().resolve("tasks"))) {
            assertThat(left.filter(path -> path.toString().contains(stopped.taskArn().substring(stopped.taskArn().lastIndexOf('/') + 1))))
                    .isEmpty();
        }
    }

    @Test
    void aReadOnlyPlaceIsNotWrittenTo() {
        for (String place : List.of("/elsewhere/a.jar", "/tmp/a.jar", "/program/a.jar", "/program/../etc/a.jar")) {
            String definition = lesson.register(List.of(LessonTask.container("fetch", LessonTask.AWS_CLI).readonlyRootFilesystem(true)
                    .command("s3", "cp", "s3://the-lesson/Reader.jar", place)
                    .mountPoints(MountPoint.builder().sourceVolume("program").containerPath("/program").readOnly(true).build()).build()));
            Task stopped = lesson.awaitStatus(lesson.run(definition), "STOPPED");
            assertThat(lesson.log(stopped, "fetch")).containsExactly("fatal error: [Errno 30] Read-only file system: '" + place + "'");
            assertThat(LessonTask.of(stopped, "fetch").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void noImageIsPulled() {
        Task stopped = lesson.awaitStatus(
                lesson.run(lesson.register(List.of(LessonTask.container("web", "public.ecr.aws/nginx/nginx:latest").build()))), "STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(stopped.stoppedReason()).startsWith("CannotPullContainerError: the image public.ecr.aws/nginx/nginx:latest")
                .contains("public.ecr.aws/aws-cli/aws-cli", "public.ecr.aws/amazoncorretto/amazoncorretto");
        assertThat(LessonTask.of(stopped, "web").reason()).startsWith("CannotPullContainerError");
        assertThat(stopped.startedAt()).isNull();
    }

    @Test
    void noCommandIsGivenToAShell() {
        for (List<String> command : List.of(List.of("sh", "-c", "touch /program/x"), List.of("java", "-javaagent:/x", "-jar", "/x"),
                List.of("java", "-XX:OnError=touch x", "-jar", "/x"), List.of("java", "@/etc/passwd"),
                List.of("java", "-cp", "/program", "@/etc/passwd"), List.of("java", "-jar", "/../../etc/passwd"), List.of("java"))) {
            Task stopped = lesson.awaitStatus(lesson.run(
                    lesson.register(List.of(LessonTask.container("run", LessonTask.CORRETTO).command(command).build()))), "STOPPED");
            assertThat(stopped.stoppedReason()).as(command.toString()).startsWith("CannotStartContainerError: ");
            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
            assertThat(LessonTask.of(stopped, "run").exitCode()).isNull();
        }
        Task stopped = lesson.awaitStatus(lesson.run(lesson.register(
                List.of(LessonTask.container("run", LessonTask.AWS_CLI).command("s3", "rm", "s3://the-lesson/Reader.jar").build()))),
                "STOPPED");
        assertThat(stopped.stoppedReason()).startsWith("CannotStartContainerError: only aws s3 cp");
    }

    @Test
    void whoWaitsTooLongDoesNotStart() {
        String definition = lesson.register(List.of(
                LessonTask.container("first", LessonTask.CORRETTO).essential(false).startTimeout(2)
                        .command("java", "-cp", "/program", "Missing")
                        .dependsOn(LessonTask.after("fetch", ContainerCondition.SUCCESS)).build(),
                LessonTask.fetch("s3://the-lesson/Linger.jar", "/program/a.jar"),
                LessonTask.container("slow", LessonTask.CORRETTO).essential(false).startTimeout(2).command("java", "-jar", "/program/a.jar")
                        .dependsOn(LessonTask.after("fetch", ContainerCondition.SUCCESS)).build(),
                LessonTask.container("run", LessonTask.CORRETTO).command("java", "-jar", "/program/a.jar")
                        .dependsOn(LessonTask.after("slow", ContainerCondition.COMPLETE)).build()));
        lesson.define(jar, _ -> {});
        Task stopped = lesson.awaitStatus(lesson.run(definition), "STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(stopped.stoppedReason()).contains("Container run waits for the COMPLETE of container slow");
        assertThat(LessonTask.of(stopped, "slow").exitCode()).isEqualTo(143);
        assertThat(LessonTask.of(stopped, "first").exitCode()).as("a class that is not there").isEqualTo(1);
    }
}
