package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.iam.IamClient;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.gateway.DeniedContext;

/** The lesson's task: what it reads by its role, what ECS does by the other one, and who may run it. */
final class TasksReadByTheirRoleTest {
    private static final String TASK = "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/Task";
    private static final String EXECUTION = "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/Execution";

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
        assertThat(started.desiredStatus()).isEqualTo("RUNNING");
        Task task = lesson.awaitStatus(started, "STOPPED");
        assertThat(lesson.log(task, "read")).as(task.toString()).containsExactly("key ASIA by z", "read " + LessonTask.CONTENT);
        assertThat(lesson.log(task, "fetch")).as("with --only-show-errors").isEmpty();
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(task.desiredStatus()).isEqualTo("STOPPED");
        assertThat(LessonTask.of(task, "fetch").exitCode()).isZero();
        assertThat(LessonTask.of(task, "read").exitCode()).isZero();
        assertThat(task.createdAt()).isBeforeOrEqualTo(task.pullStartedAt());
        assertThat(task.pullStartedAt()).isBeforeOrEqualTo(task.startedAt());
        assertThat(task.startedAt()).isBeforeOrEqualTo(task.stoppingAt());
        assertThat(task.stoppingAt()).isBeforeOrEqualTo(task.stoppedAt());
        assertThat(requestsOf(task)).as("the session is called by the task's id")
                .anyMatch(record -> record.principal().equals("arn:aws:sts::" + TestCloud.ACCOUNT + ":assumed-role/Task/" + id(task)));
    }

    @Test
    void withoutReadLessonThatReadIsRefusedAndNothingElse() {
        try (IamClient iam = cloud.iam()) {
            String policy = iam.getRolePolicy(request -> request.roleName("Task").policyName("ReadLesson")).policyDocument();
            iam.deleteRolePolicy(request -> request.roleName("Task").policyName("ReadLesson"));
            Task task = lesson.awaitStatus(lesson.run(), "STOPPED");
            iam.putRolePolicy(request -> request.roleName("Task").policyName("ReadLesson")
                    .policyDocument(decoded(policy)));

            assertThat(LessonTask.of(task, "fetch").exitCode()).isZero();
            assertThat(LessonTask.of(task, "read").exitCode()).isEqualTo(1);
            assertThat(lesson.log(task, "read")).anyMatch(line -> line.startsWith("refused AccessDenied")
                    && line.contains("no identity-based policy allows the s3:GetObject action"));
            Map<String, List<String>> keys = DeniedContext.of(requestsOf(task).stream().filter(record -> record.decision().isPresent())
                    .findFirst().orElseThrow());
            assertThat(keys).containsEntry("aws:sourcevpc", List.of(lesson.output("Vpc"))).containsKey("aws:sourcevpce")
                    .doesNotContainKey("aws:sourceip");
        }
    }

    @Test
    void whatCannotBeFetchedIsNotRun() {
        try (IamClient iam = cloud.iam()) {
            iam.putRolePolicy(request -> request.roleName("Task").policyName("No").policyDocument(
                    TestCloud.statement("Deny", "s3:GetObject", "arn:aws:s3:::the-lesson/Reader.jar")));
            Task task = lesson.awaitStatus(lesson.run(), "STOPPED");
            iam.deleteRolePolicy(request -> request.roleName("Task").policyName("No"));

            assertThat(LessonTask.of(task, "fetch").exitCode()).isEqualTo(1);
            assertThat(lesson.log(task, "fetch")).singleElement().asString().startsWith("fatal error: an error occurred (AccessDenied)");
            assertThat(LessonTask.of(task, "read").exitCode()).isNull();
            assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
            assertThat(task.stoppedReason()).contains("waits for the SUCCESS of container fetch, which exited with code 1");
        }
    }

    @Test
    void withoutALogToWriteATaskDoesNotStart() {
        try (IamClient iam = cloud.iam(); CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            iam.putRolePolicy(request -> request.roleName("Execution").policyName("No")
                    .policyDocument(TestCloud.statement("Deny", "logs:CreateLogStream", "*")));
            Task refused = lesson.awaitStatus(lesson.run(), "STOPPED");
            iam.deleteRolePolicy(request -> request.roleName("Execution").policyName("No"));
            assertThat(refused.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
            assertThat(refused.stoppedReason()).startsWith("ResourceInitializationError: failed to validate logger args:")
                    .contains("AccessDeniedException: User: arn:aws:sts::" + TestCloud.ACCOUNT + ":assumed-role/Execution/" + id(refused))
                    .contains("logs:CreateLogStream");

            logs.deleteLogGroup(request -> request.logGroupName("/lesson/task"));
            Task absent = lesson.awaitStatus(lesson.run(), "STOPPED");
            logs.createLogGroup(request -> request.logGroupName("/lesson/task"));
            assertThat(absent.stoppedReason()).startsWith("ResourceInitializationError")
                    .contains("ResourceNotFoundException: The specified log group does not exist.");
            assertThat(absent.startedAt()).isNull();
        }
    }

    @Test
    void aRoleThatDoesNotTrustTheTasksOfTheAccountRunsNone() {
        try (IamClient iam = cloud.iam()) {
            String trust = iam.getRole(request -> request.roleName("Task")).role().assumeRolePolicyDocument();
            for (String condition : List.of("\"StringEquals\": {\"aws:SourceAccount\": \"444455556666\"}",
                    "\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:ecs:us-east-1:111122223333:cluster/lesson\"}")) {
                iam.updateAssumeRolePolicy(request -> request.roleName("Task").policyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                         "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Condition": {%s}}]}""".formatted(condition)));
                assertThatThrownBy(lesson::run).isInstanceOf(ClientException.class)
                        .hasMessageContaining("ECS was unable to assume the role '" + TASK + "' that was provided for this task.");
            }
            iam.updateAssumeRolePolicy(request -> request.roleName("Task")
                    .policyDocument(decoded(trust)));
        }
    }

    @Test
    void bothRolesArePassedOnlyByWhoMay() {
        AwsCredentials nobody = cloud.user("Nobody", Optional.of(TestCloud.allow("ecs:RunTask", "*")));
        assertPassRoleIsMissing(nobody, TASK);
        AwsCredentials half = cloud.user("Half", Optional.of(policy(TASK)));
        assertPassRoleIsMissing(half, EXECUTION);
        AwsCredentials runner = cloud.user("Runner", Optional.of(policy(TASK + "\", \"" + EXECUTION)));
        Task task = lesson.run(runner, _ -> {});
        assertThat(lesson.awaitStatus(task, "STOPPED").stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
    }

    @Test
    void aRoleThatTakesTheDefinitionsPlaceIsPassedOnlyByWhoMay() {
        String other = "arn:aws:iam::111122223333:role/Other";
        AwsCredentials runner = cloud.user("Overrider", Optional.of(policy(TASK + "\", \"" + EXECUTION)));
        for (Consumer<TaskOverride.Builder> override : List.<Consumer<TaskOverride.Builder>>of(overrides -> overrides.taskRoleArn(other),
                overrides -> overrides.executionRoleArn(other))) {
            assertThatThrownBy(() -> lesson.run(runner, request -> request.overrides(override))).isInstanceOfSatisfying(EcsException.class,
                    e -> assertThat(e.awsErrorDetails().errorMessage())
                            .contains("is not authorized to perform: iam:PassRole on resource: " + other));
        }
    }

    @Test
    void tenTasksRunAtOnceAndElevenAreRefused() {
        try (EcsClient ecs = cloud.ecs(cloud.administrator())) {
            List<Task> tasks = ecs.runTask(lesson.request().andThen(request -> request.count(10))).tasks();
            assertThat(tasks).hasSize(10).extracting(Task::taskArn).doesNotHaveDuplicates();
            tasks.forEach(task -> assertThat(LessonTask.of(lesson.awaitStatus(task, "STOPPED"), "read").exitCode()).isZero());
            assertThatThrownBy(() -> ecs.runTask(lesson.request().andThen(request -> request.count(11))))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    @Test
    void aTaskRunsOnlyInTheClusterThatAPolicyNames() {
        AwsCredentials elsewhere = cloud.user("Elsewhere", Optional.of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"},
                 {"Effect": "Allow", "Action": "ecs:RunTask", "Resource": "arn:aws:ecs:us-east-1:111122223333:task-definition/lesson:*",
                  "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:us-east-1:111122223333:cluster/other"}}}]}"""));
        try (EcsClient ecs = cloud.ecs(elsewhere)) {
            assertThatThrownBy(() -> ecs.runTask(lesson.request())).isInstanceOfSatisfying(EcsException.class,
                    e -> assertThat(e.awsErrorDetails().errorMessage()).contains("is not authorized to perform: ecs:RunTask on resource: "
                            + lesson.output("Definition")));
        }
    }

    private static void assertPassRoleIsMissing(AwsCredentials credentials, String role) {
        assertThatThrownBy(() -> lesson.run(credentials, _ -> {})).isInstanceOfSatisfying(EcsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(e.awsErrorDetails().errorMessage()).contains("is not authorized to perform: iam:PassRole on resource: " + role);
        });
    }

    /** May run tasks, and pass these roles to them and to nothing else. */
    private static String policy(String roles) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:RunTask", "Resource": "*"},
                 {"Effect": "Allow", "Action": "iam:PassRole", "Resource": ["%s"],
                  "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}]}""".formatted(roles);
    }

    private static List<AuditRecord> requestsOf(Task task) {
        return cloud.cloud().audited().stream().filter(record -> record.principal().endsWith("assumed-role/Task/" + id(task))).toList();
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
