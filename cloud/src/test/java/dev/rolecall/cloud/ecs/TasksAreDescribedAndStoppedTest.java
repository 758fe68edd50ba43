package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PlatformUnknownException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TaskField;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** Tasks as the API shows them, and the stack that their definition is of. */
final class TasksAreDescribedAndStoppedTest {
    private static final String WAITING = """
            public class Waiting {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("up " + System.getenv("WHO") + " " + String.join(",", arguments));
                    Thread.sleep(600_000);
                }
            }
            """;

    @TempDir
    private static Path folder;
    private static TestCloud cloud;
    private static LessonTask lesson;
    private static EcsClient ecs;
    private static String waiting;

    @BeforeAll
    static void deploy() throws IOException {
        cloud = new TestCloud();
        lesson = LessonTask.deploy(cloud, folder);
        ecs = cloud.ecs(cloud.administrator());
        waiting = lesson.define(TestJar.of(folder, "Waiting", WAITING), _ -> {});
    }

    @AfterAll
    static void stop() {
        ecs.close();
        cloud.close();
    }

    @Test
    void aTaskIsListedWhileItIsToRunAndDescribedAnHourLonger() {
        Task task = lesson.run(cloud.administrator(), request -> request.taskDefinition("other").startedBy("me").tags(tag("team", "blue"))
                .enableECSManagedTags(true));
        assertThat(lesson.awaitStatus(task, "RUNNING").connectivityAsString()).isEqualTo("CONNECTED");
        assertThat(ecs.listTasks(request -> request.cluster("lesson").startedBy("me").family("other")).taskArns())
                .containsExactly(task.taskArn());
        assertThat(ecs.describeClusters(request -> request.clusters("lesson")).clusters().getFirst().runningTasksCount()).isPositive();
        assertThatThrownBy(() -> ecs.deleteCluster(request -> request.cluster("lesson")))
                .isInstanceOf(ClusterContainsTasksException.class);
        assertThat(ecs.describeTasks(request -> request.cluster("lesson").tasks(id(task), "0".repeat(32)).include(TaskField.TAGS)))
                .satisfies(answer -> {
                    assertThat(answer.tasks().getFirst().tags()).containsExactly(tag("aws:ecs:clusterName", "lesson"), tag("team", "blue"));
                    assertThat(answer.failures()).containsExactly(
                            Failure.builder().arn(task.taskArn().replace(id(task), "0".repeat(32))).reason("MISSING").build());
                });
        assertThat(ecs.stopTask(request -> request.cluster("lesson").task(id(task)).reason("enough")).task().desiredStatus())
                .isEqualTo("STOPPED");
        assertThat(lesson.awaitStatus(task, "STOPPED").stoppedReason()).isEqualTo("enough");
        assertThat(ecs.listTasks(request -> request.cluster("lesson").startedBy("me")).taskArns()).isEmpty();
        assertThat(ecs.listTasks(request -> request.cluster("lesson").startedBy("me").desiredStatus(DesiredStatus.STOPPED)).taskArns())
                .containsExactly(task.taskArn());
        cloud.advance(Duration.ofMinutes(61));
        assertThat(ecs.describeTasks(request -> request.cluster("lesson").tasks(id(task))).failures()).hasSize(1);
        assertThatThrownBy(() -> ecs.stopTask(request -> request.cluster("lesson").task(id(task))))
                .isInstanceOf(InvalidParameterException.class).hasMessageContaining("The referenced task was not found.");
    }

    @Test
    void aTaskIsRunWithOverridesOfItsContainers() {
        Task task = lesson.run(cloud.administrator(), request -> request.taskDefinition(waiting).overrides(overrides -> overrides.cpu("512")
                .memory("1024").containerOverrides(ContainerOverride.builder().name("run")
                        .command("java", "-jar", "/program/Waiting.jar", "x", "y")
                        .environment(KeyValuePair.builder().name("WHO").value("somebody").build()).build())));
        assertThat(task.cpu()).isEqualTo("512");
        assertThat(lesson.awaitLog(task, "run", log -> !log.isEmpty())).containsExactly("up somebody x,y");
        lesson.stop(task);
        lesson.awaitStatus(task, "STOPPED");
    }

    @Test
    void theSameTokenIsTheSameRequest() {
        List<Task> first = ecs.runTask(lesson.request().andThen(request -> request.taskDefinition(waiting).count(2).clientToken("once")))
                .tasks();
        assertThat(first).hasSize(2).extracting(Task::taskArn).doesNotHaveDuplicates();
        assertThat(ecs.runTask(lesson.request().andThen(request -> request.taskDefinition(waiting).count(2).clientToken("once"))).tasks())
                .extracting(Task::taskArn).containsExactlyInAnyOrderElementsOf(first.stream().map(Task::taskArn).toList());
        first.forEach(lesson::stop);
        first.forEach(task -> lesson.awaitStatus(task, "STOPPED"));
    }

    @Test
    void whatFargateWouldNotRunIsRefused() {
        refused(InvalidParameterException.class, "does not implement the launch type EC2", request -> request.launchType(LaunchType.EC2));
        refused(InvalidParameterException.class, "does not implement the launch type EXTERNAL",
                request -> request.launchType(LaunchType.EXTERNAL));
        refused(InvalidParameterException.class, "Network Configuration must be provided", request -> request.networkConfiguration(
                (NetworkConfiguration) null));
        refused(InvalidParameterException.class, "InvalidSubnetID.NotFound", request -> request
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-0123456789abcdef0"))));
        refused(InvalidParameterException.class, "1 to 10", request -> request.count(11));
        refused(InvalidParameterException.class, "does not implement ECS Exec", request -> request.enableExecuteCommand(true));
        refused(InvalidParameterException.class, "is not a container in the TaskDefinition", request -> request
                .overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder().name("none").build())));
        refused(PlatformUnknownException.class, "platform version", request -> request.platformVersion("9.9.9"));
        refused(ClientException.class, "TaskDefinition not found.", request -> request.taskDefinition("none"));
        refused(ClientException.class, "No Fargate configuration exists", request -> request.overrides(overrides -> overrides.cpu("300")));
    }

    @Test
    void aChangedDefinitionIsANewRevisionAndTheOldOneGoes() {
        String template;
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            template = stacks.getTemplate(request -> request.stackName("Task")).templateBody();
            update(stacks, template.replace("\"Value\": \"lesson/hello.txt\"", "\"Value\": \"lesson/other.txt\""));
            assertThat(ecs.describeTaskDefinition(request -> request.taskDefinition("lesson")).taskDefinition().revision()).isEqualTo(2);
            assertThat(ecs.describeTaskDefinition(request -> request.taskDefinition("lesson:1")).taskDefinition().status())
                    .isEqualTo(TaskDefinitionStatus.INACTIVE);
            assertThatThrownBy(() -> ecs.runTask(lesson.request())).isInstanceOf(ClientException.class)
                    .hasMessageContaining("TaskDefinition is inactive");
        }
    }

    private static void update(CloudFormationClient stacks, String template) {
        stacks.updateStack(request -> request.stackName("Task").templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
        await().atMost(Duration.ofSeconds(30)).until(() -> stacks.describeStacks(request -> request.stackName("Task")).stacks().getFirst()
                .stackStatus() == StackStatus.UPDATE_COMPLETE);
    }

    private static void refused(Class<? extends Throwable> error, String text, Consumer<RunTaskRequest.Builder> wrong) {
        assertThatThrownBy(() -> ecs.runTask(lesson.request().andThen(request -> request.taskDefinition(waiting)).andThen(wrong)))
                .as(text).isInstanceOf(error).hasMessageContaining(text);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
