package dev.rolecall.cloud.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

import dev.rolecall.cloud.TestCloud;

/** One-time schedules through the scheduler's own client, on a clock that the test moves. */
final class SchedulesCallAtTheirTimeTest {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "scheduler.amazonaws.com"}, "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333",
             "aws:SourceArn": "arn:aws:scheduler:us-east-1:111122223333:schedule-group/default"}}}]}""";
    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.iam();
    private final SchedulerClient scheduler = cloud.scheduler(cloud.administrator());

    @AfterEach
    void stop() {
        iam.close();
        scheduler.close();
        cloud.close();
    }

    @Test
    void whatWasDueWhileTheClockJumpedIsMadeUpForInItsOrder() {
        String key = keyOf("Learner");
        String role = role("Everything", TestCloud.allow("iam:*", "*"));
        schedule("second", in(Duration.ofHours(2)), "iam:deleteAccessKey", role, key("Learner", key, ""));
        schedule("first", in(Duration.ofHours(1)), "iam:updateAccessKey", role, key("Learner", key, ", \"Status\": \"Inactive\""));
        cloud.advance(Duration.ofHours(5));
        await().untilAsserted(() -> assertThat(keys("Learner")).isEmpty());
        await().untilAsserted(() -> assertThat(names()).as("a schedule goes when its call has been answered").isEmpty());
    }

    @Test
    void whatIsPastAlreadyIsCalledAtOnce() {
        String key = keyOf("Learner");
        schedule("late", in(Duration.ofDays(-1)), "iam:deleteAccessKey", role("Late", TestCloud.allow("iam:*", "*")),
                key("Learner", key, ""));
        await().untilAsserted(() -> assertThat(keys("Learner")).isEmpty());
    }

    @Test
    void aRoleWithoutThePermissionLeavesTheKeyAliveAndTheDenialIsAudited() {
        String key = keyOf("Learner");
        String role = role("Powerless", TestCloud.allow("iam:ListUsers", "*"));
        schedule("late", in(Duration.ofHours(1)), "iam:deleteAccessKey", role, key("Learner", key, ""),
                request -> request.actionAfterCompletion(ActionAfterCompletion.NONE).target(request.build().target().toBuilder()
                        .retryPolicy(retries -> retries.maximumRetryAttempts(1).maximumEventAgeInSeconds(60)).build()));
        cloud.advance(Duration.ofHours(1));
        await().untilAsserted(() -> assertThat(denials("DeleteAccessKey")).hasSize(1).first().asString()
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/Powerless/late"));
        cloud.advance(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(denials("DeleteAccessKey")).hasSize(2));
        cloud.advance(Duration.ofHours(1));
        await().during(Duration.ofMillis(300)).untilAsserted(() -> assertThat(denials("DeleteAccessKey")).hasSize(2));
        assertThat(keys("Learner")).extracting(AccessKeyMetadata::status).containsExactly(StatusType.ACTIVE);
        assertThat(names()).containsExactly("late");
    }

    @Test
    void aRoleThatIsGoneAtTheTimeIsADenialToo() {
        String role = role("Leaving", TestCloud.allow("iam:*", "*"));
        schedule("orphan", in(Duration.ofHours(1)), "iam:deleteUser", role, "{\"UserName\": \"u\"}");
        iam.deleteRolePolicy(request -> request.roleName("Leaving").policyName("inline"));
        iam.deleteRole(request -> request.roleName("Leaving"));
        cloud.advance(Duration.ofHours(1));
        await().untilAsserted(() -> assertThat(denials("AssumeRole")).containsExactly("scheduler.amazonaws.com"));
    }

    @Test
    void aScheduleIsDescribedListedInPartsAndDeleted() {
        String role = role("Described", TestCloud.allow("iam:*", "*"));
        for (String name : List.of("a-1", "a-2", "b-1")) {
            schedule(name, "2040-01-02T03:04:05", "iam:deleteUser", role, "{\"UserName\": \"u\"}", request -> request
                    .scheduleExpressionTimezone("Europe/Berlin").description("of " + name).state(ScheduleState.DISABLED));
        }
        GetScheduleResponse one = scheduler.getSchedule(request -> request.name("a-1"));
        assertThat(one.arn()).isEqualTo("arn:aws:scheduler:us-east-1:111122223333:schedule/default/a-1");
        assertThat(one.scheduleExpression()).isEqualTo("at(2040-01-02T03:04:05)");
        assertThat(one.scheduleExpressionTimezone()).isEqualTo("Europe/Berlin");
        assertThat(one.state()).isEqualTo(ScheduleState.DISABLED);
        assertThat(one.target().roleArn()).isEqualTo(role);
        assertThat(one.target().retryPolicy().maximumRetryAttempts()).isEqualTo(185);
        assertThat(one.creationDate()).isBetween(cloud.clock().instant().minusSeconds(60), cloud.clock().instant());
        assertThat(scheduler.listSchedulesPaginator(request -> request.maxResults(1).namePrefix("a-")).schedules().stream()
                .map(ScheduleSummary::name)).containsExactly("a-1", "a-2");
        scheduler.deleteSchedule(request -> request.name("a-1"));
        refused(() -> scheduler.getSchedule(request -> request.name("a-1")), 404, "ResourceNotFoundException", "a-1 does not exist");
        refused(() -> scheduler.getSchedule(request -> request.name("b-1").groupName("other")), 404, "ResourceNotFoundException", "other");
    }

    @Test
    void whatIsNotImplementedOrNotTrustedIsRefused() {
        String role = role("Refused", TestCloud.allow("iam:*", "*"));
        String stranger = iam.createRole(request -> request.roleName("Stranger").assumeRolePolicyDocument(TestCloud.trust())).role().arn();
        refused(() -> schedule("r", "x", "iam:deleteUser", role, "{}", request -> request.scheduleExpression("rate(1 day)")), 400,
                "ValidationException", "does not implement rate schedules");
        refused(() -> schedule("r", "x", "iam:deleteUser", role, "{}", request -> request.flexibleTimeWindow(
                window -> window.mode(FlexibleTimeWindowMode.FLEXIBLE).maximumWindowInMinutes(5))), 400, "ValidationException", "OFF");
        refused(() -> schedule("r", in(Duration.ZERO), "iam:listUsers", role, "{}"), 400, "ValidationException", "listUsers");
        refused(() -> schedule("r", in(Duration.ZERO), "sqs:sendMessage", role, "{}"), 400, "ValidationException", "does not implement");
        refused(() -> schedule("r", in(Duration.ZERO), "iam:deleteUser", stranger, "{}"), 400, "ValidationException",
                "must allow AWS EventBridge Scheduler to assume the role");
        refused(() -> schedule("r", in(Duration.ZERO), "iam:deleteUser", role, "not json"), 400, "ValidationException", "RequestJson");
    }

    @Test
    void whoeverMayNotPassTheRoleMakesNoSchedule() {
        String role = role("Passed", TestCloud.allow("iam:*", "*"));
        AwsCredentials half = cloud.user("Half",
                Optional.of(TestCloud.allow("scheduler:*", "arn:aws:scheduler:us-east-1:111122223333:schedule/default/mine")));
        try (SchedulerClient client = cloud.scheduler(half)) {
            refused(() -> client.createSchedule(request("mine", in(Duration.ZERO), "iam:deleteUser", role, "{}").build()), 403,
                    "AccessDeniedException", "is not authorized to perform: iam:PassRole on resource: " + role);
            refused(() -> client.createSchedule(request("other", in(Duration.ZERO), "iam:deleteUser", role, "{}").build()), 403,
                    "AccessDeniedException",
                    "scheduler:CreateSchedule on resource: arn:aws:scheduler:us-east-1:111122223333:schedule/default/other");
        }
    }

    private String in(Duration time) {
        return LocalDateTime.ofInstant(cloud.clock().instant().plus(time), ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
    }

    private void schedule(String name, String at, String action, String role, String input) {
        schedule(name, at, action, role, input, _ -> {});
    }

    private void schedule(String name, String at, String action, String role, String input, Consumer<CreateScheduleRequest.Builder> more) {
        CreateScheduleRequest.Builder request = request(name, at, action, role, input);
        more.accept(request);
        scheduler.createSchedule(request.build());
    }

    private static CreateScheduleRequest.Builder request(String name, String at, String action, String role, String input) {
        return CreateScheduleRequest.builder().name(name).scheduleExpression("at(" + at + ")")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF)).actionAfterCompletion(ActionAfterCompletion.DELETE)
                .target(target -> target.arn("arn:aws:scheduler:::aws-sdk:" + action).roleArn(role).input(input));
    }

    private static String key(String user, String key, String more) {
        return "{\"UserName\": \"" + user + "\", \"AccessKeyId\": \"" + key + "\"" + more + "}";
    }

    private String keyOf(String user) {
        return cloud.user(user, Optional.empty()).accessKeyId();
    }

    private String role(String name, String policy) {
        String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST)).role().arn();
        iam.putRolePolicy(request -> request.roleName(name).policyName("inline").policyDocument(policy));
        return arn;
    }

    private List<AccessKeyMetadata> keys(String user) {
        return iam.listAccessKeys(request -> request.userName(user)).accessKeyMetadata();
    }

    private List<String> names() {
        return scheduler.listSchedules(request -> request.groupName("default")).schedules().stream().map(ScheduleSummary::name).toList();
    }

    private List<String> denials(String operation) {
        return cloud.cloud().audited().stream().filter(entry -> entry.operation().equals(operation)
                && entry.errorCode().equals(Optional.of("AccessDenied")) && entry.decision().isPresent()).map(entry -> entry.principal())
                .toList();
    }

    private static void refused(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
