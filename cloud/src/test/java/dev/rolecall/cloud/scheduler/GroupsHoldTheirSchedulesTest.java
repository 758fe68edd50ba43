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

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;

import dev.rolecall.cloud.TestCloud;

/** Schedule groups through the scheduler's own client. */
final class GroupsHoldTheirSchedulesTest {
    private static final String ARN = "arn:aws:scheduler:us-east-1:111122223333:schedule-group/";

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
    void aGroupIsDescribedListedInPartsAndFoundByItsTags() {
        for (String name : List.of("lab-1", "lab-2", "other")) {
            assertThat(scheduler.createScheduleGroup(request -> request.name(name).tags(tag("owner", name))).scheduleGroupArn())
                    .isEqualTo(ARN + name);
        }
        GetScheduleGroupResponse group = scheduler.getScheduleGroup(request -> request.name("lab-1"));
        assertThat(group.arn()).isEqualTo(ARN + "lab-1");
        assertThat(group.state()).isEqualTo(ScheduleGroupState.ACTIVE);
        assertThat(group.creationDate()).isBetween(cloud.clock().instant().minusSeconds(60), cloud.clock().instant());
        assertThat(groups("")).containsExactly("default", "lab-1", "lab-2", "other");
        assertThat(groups("lab-")).containsExactly("lab-1", "lab-2");
        assertThat(scheduler.listTagsForResource(request -> request.resourceArn(ARN + "lab-2")).tags())
                .containsExactly(tag("owner", "lab-2"));
        try (ResourceGroupsTaggingApiClient tagging = cloud.tagging(cloud.administrator())) {
            assertThat(tagging.getResources(request -> request.resourceTypeFilters("scheduler:schedule-group")).resourceTagMappingList())
                    .extracting(ResourceTagMapping::resourceARN).containsExactly(ARN + "lab-1", ARN + "lab-2", ARN + "other");
        }
        refused(() -> scheduler.createScheduleGroup(request -> request.name("other")), 409, "ConflictException", "other already exists");
        refused(() -> scheduler.createScheduleGroup(request -> request.name("not a name")), 400, "ValidationException", "not a name");
    }

    @Test
    void theSameRequestAgainMakesNoSecondGroup() {
        scheduler.createScheduleGroup(request -> request.name("once").clientToken("a"));
        assertThat(scheduler.createScheduleGroup(request -> request.name("once").clientToken("a")).scheduleGroupArn())
                .isEqualTo(ARN + "once");
        refused(() -> scheduler.createScheduleGroup(request -> request.name("once").clientToken("b")), 409, "ConflictException", "once");
    }

    @Test
    void theDefaultGroupIsThereAndStays() {
        assertThat(scheduler.getScheduleGroup(request -> request.name("default")).arn()).isEqualTo(ARN + "default");
        refused(() -> scheduler.deleteScheduleGroup(request -> request.name("default")), 400, "ValidationException",
                "This operation cannot be performed on schedule group default.");
        refused(() -> scheduler.createScheduleGroup(request -> request.name("default")), 400, "ValidationException",
                "This operation cannot be performed on schedule group default.");
    }

    @Test
    void aNameIsFreeAgainInEveryGroup() {
        scheduler.createScheduleGroup(request -> request.name("mine"));
        String role = role("Both", "*");
        schedule("default", "same", role, "u");
        schedule("mine", "same", role, "u");
        assertThat(scheduler.getSchedule(request -> request.name("same").groupName("mine")).arn())
                .isEqualTo("arn:aws:scheduler:us-east-1:111122223333:schedule/mine/same");
        assertThat(scheduler.getSchedule(request -> request.name("same")).groupName()).isEqualTo("default");
        assertThat(scheduler.listSchedules(_ -> {}).schedules()).extracting(ScheduleSummary::groupName).containsExactly("default", "mine");
        assertThat(scheduler.listSchedules(request -> request.groupName("mine")).schedules()).hasSize(1);
        refused(() -> schedule("mine", "same", role, "u"), 409, "ConflictException", "same already exists");

        scheduler.deleteSchedule(request -> request.name("same").groupName("mine"));
        assertThat(scheduler.listSchedules(_ -> {}).schedules()).extracting(ScheduleSummary::groupName).containsExactly("default");
    }

    @Test
    void aGroupTakesItsSchedulesWithIt() {
        scheduler.createScheduleGroup(request -> request.name("short"));
        AwsCredentials learner = cloud.user("Learner", Optional.empty());
        schedule("short", "never", role("Ender", "*"), learner.accessKeyId());
        scheduler.deleteScheduleGroup(request -> request.name("short"));
        refused(() -> scheduler.getScheduleGroup(request -> request.name("short")), 404, "ResourceNotFoundException",
                "short does not exist");
        assertThat(scheduler.listSchedules(_ -> {}).schedules()).isEmpty();
        cloud.advance(Duration.ofHours(2));
        await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(statuses()).containsExactly(StatusType.ACTIVE));
    }

    @Test
    void aGroupThatNobodyMadeIsRefused() {
        String role = role("Lost", "*");
        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> schedule("gone", "s", role, "u"),
                () -> scheduler.getSchedule(request -> request.name("s").groupName("gone")),
                () -> scheduler.deleteSchedule(request -> request.name("s").groupName("gone")),
                () -> scheduler.listSchedules(request -> request.groupName("gone")),
                () -> scheduler.getScheduleGroup(request -> request.name("gone")),
                () -> scheduler.deleteScheduleGroup(request -> request.name("gone")),
                () -> scheduler.listTagsForResource(request -> request.resourceArn(ARN + "gone")))) {
            refused(call, 404, "ResourceNotFoundException", "Schedule group gone does not exist.");
        }
    }

    @Test
    void aRoleThatTrustsOneGroupWorksForNoOther() {
        scheduler.createScheduleGroup(request -> request.name("trusted"));
        scheduler.createScheduleGroup(request -> request.name("stranger"));
        String role = role("Pinned", ARN + "trusted");
        AwsCredentials learner = cloud.user("Learner", Optional.empty());
        for (String group : List.of("default", "stranger")) {
            refused(() -> schedule(group, "s", role, "u"), 400, "ValidationException", "to assume the role");
        }
        schedule("trusted", "s", role, learner.accessKeyId());
        cloud.advance(Duration.ofHours(1));
        await().untilAsserted(() -> assertThat(statuses()).containsExactly(StatusType.INACTIVE));
    }

    @Test
    void whatIsAskedOfThePoliciesIsTheGroupsArnAndItsTags() {
        scheduler.createScheduleGroup(request -> request.name("theirs").tags(tag("owner", "bob")));
        AwsCredentials half = cloud.user("Half", Optional.of("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": ["scheduler:CreateScheduleGroup", "scheduler:DeleteScheduleGroup"], "Resource": "%1$smine"},
                  {"Effect": "Allow", "Action": "scheduler:GetScheduleGroup", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:ResourceTag/owner": "bob"}}}]}""".formatted(ARN)));
        try (SchedulerClient client = cloud.scheduler(half)) {
            client.createScheduleGroup(request -> request.name("mine"));
            denied(() -> client.createScheduleGroup(request -> request.name("other")), "scheduler:CreateScheduleGroup", ARN + "other");
            denied(() -> client.createScheduleGroup(request -> request.name("mine").tags(tag("a", "b"))), "scheduler:TagResource",
                    ARN + "mine");
            denied(() -> client.deleteScheduleGroup(request -> request.name("mine")), "scheduler:DeleteSchedule",
                    "arn:aws:scheduler:us-east-1:111122223333:schedule/mine/*");
            denied(() -> client.getScheduleGroup(request -> request.name("mine")), "scheduler:GetScheduleGroup", ARN + "mine");
            refused(() -> client.listScheduleGroups(_ -> {}), 403, "AccessDeniedException",
                    "is not authorized to perform: scheduler:ListScheduleGroups because");
            assertThat(client.getScheduleGroup(request -> request.name("theirs")).name()).isEqualTo("theirs");
        }
    }

    /** Switches the learner's key off in an hour. */
    private void schedule(String group, String name, String role, String key) {
        String at = LocalDateTime.ofInstant(cloud.clock().instant().plus(Duration.ofHours(1)), ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
        scheduler.createSchedule(request -> request.name(name).groupName(group).scheduleExpression("at(" + at + ")")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn("arn:aws:scheduler:::aws-sdk:iam:updateAccessKey").roleArn(role)
                        .input("{\"UserName\": \"Learner\", \"AccessKeyId\": \"" + key + "\", \"Status\": \"Inactive\"}")));
    }

    private String role(String name, String source) {
        String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "scheduler.amazonaws.com"}, "Condition": {"StringLike": {"aws:SourceArn": "%s"}}}]}"""
                .formatted(source))).role().arn();
        iam.putRolePolicy(request -> request.roleName(name).policyName("inline").policyDocument(TestCloud.allow("iam:*", "*")));
        return arn;
    }

    private List<String> groups(String prefix) {
        return scheduler.listScheduleGroupsPaginator(request -> request.maxResults(1).namePrefix(prefix.isEmpty() ? null : prefix))
                .scheduleGroups().stream().map(ScheduleGroupSummary::name).toList();
    }

    private List<StatusType> statuses() {
        return iam.listAccessKeys(request -> request.userName("Learner")).accessKeyMetadata().stream().map(AccessKeyMetadata::status)
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void denied(ThrowingCallable call, String action, String resource) {
        refused(call, 403, "AccessDeniedException", "is not authorized to perform: " + action + " on resource: " + resource);
    }

    private static void refused(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
