package dev.rolecall.cloud.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

import dev.rolecall.cloud.TestCloud;

/** The life of a stack that has what the lab's {@code Expiry} gives it, on a clock that the test moves. */
final class AStackEndsItselfTest {
    private static final String EXECUTION_ROLE = "cdk-hnb659fds-cfn-exec-role-111122223333-us-east-1";
    private static final Duration EXPIRES = Duration.ofHours(1);
    private static final Duration KEY_DELETED_AFTER = Duration.ofMinutes(5);
    private static final Duration STACK_DELETED_AFTER = Duration.ofMinutes(30);

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.iam();
    private final SchedulerClient scheduler = cloud.scheduler(cloud.administrator());
    private final CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());

    @AfterEach
    void stop() {
        iam.close();
        scheduler.close();
        stacks.close();
        cloud.close();
    }

    @Test
    void itsKeyIsSwitchedOffThenDeletedThenAllOfItGoes() {
        String id = create();
        String user = output(id, "User");
        assertThat(statuses(user)).containsExactly(StatusType.ACTIVE);

        cloud.advance(EXPIRES);
        await().untilAsserted(() -> assertThat(statuses(user)).containsExactly(StatusType.INACTIVE));

        cloud.advance(KEY_DELETED_AFTER);
        await().untilAsserted(() -> assertThat(statuses(user)).isEmpty());
        assertThat(stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);

        cloud.advance(STACK_DELETED_AFTER.minus(KEY_DELETED_AFTER));
        become(id, StackStatus.DELETE_COMPLETE);
        assertThat(schedules()).isEmpty();
        assertThat(scheduler.listScheduleGroups(_ -> {}).scheduleGroups()).extracting(ScheduleGroupSummary::name)
                .containsExactly("default");
        assertThat(tagged("ending")).isEmpty();
        assertThat(iam.listUsers().users()).extracting(User::userName).doesNotContain(user);
        assertThat(iam.listRoles().roles()).noneMatch(role -> role.roleName().startsWith("Ending-"));
    }

    @Test
    void itsSchedulesAreInItsOwnGroupWhichCarriesItsTags() {
        String id = create();
        String group = output(id, "Group");
        assertThat(group).matches("Ending-Group-[A-Z0-9]{12}");
        assertThat(output(id, "GroupArn")).isEqualTo("arn:aws:scheduler:us-east-1:111122223333:schedule-group/" + group);
        assertThat(Instant.parse(output(id, "GroupDate"))).isBeforeOrEqualTo(cloud.clock().instant());
        assertThat(output(id, "ScheduleArn"))
                .startsWith("arn:aws:scheduler:us-east-1:111122223333:schedule/" + group + "/Ending-DeleteKey-");
        assertThat(schedules()).hasSize(3).allMatch(schedule -> schedule.groupName().equals(group));
        GetScheduleResponse step = scheduler.getSchedule(request -> request.groupName(group).name(schedules().getFirst().name()));
        assertThat(step.target().retryPolicy().maximumRetryAttempts()).isEqualTo(185);
        assertThat(step.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(tagged("ending")).containsExactlyInAnyOrder(id, output(id, "GroupArn"));
        assertThat(scheduler.listTagsForResource(request -> request.resourceArn(output(id, "GroupArn"))).tags())
                .anyMatch(tag -> tag.key().equals("aws:cloudformation:stack-id") && tag.value().equals(id));
    }

    /** The schedule's role asks, and may ask for nothing else; the stack's own role deletes. */
    @Test
    void whoeverAsksForTheDeletionNeedNotBeAllowedTheRest() {
        String id = create();
        cloud.advance(EXPIRES.plus(STACK_DELETED_AFTER));
        become(id, StackStatus.DELETE_COMPLETE);
        assertThat(callers("DeleteStack")).singleElement().asString()
                .matches("arn:aws:sts::111122223333:assumed-role/Ending-Role-[A-Z0-9]{12}/Ending-DeleteStack-[A-Z0-9]{12}");
        for (String operation : List.of("DeleteScheduleGroup", "DeleteUser", "DeleteRole")) {
            assertThat(callers(operation)).as(operation).containsOnly(
                    "arn:aws:sts::111122223333:assumed-role/" + EXECUTION_ROLE + "/AWSCloudFormation");
        }
    }

    private String create() {
        String template = template(cloud.clock().instant().plus(EXPIRES));
        String id = stacks.createStack(request -> request.stackName("Ending").templateBody(template)
                .tags(Tag.builder().key("lab").value("ending").build()).roleARN("arn:aws:iam::111122223333:role/" + EXECUTION_ROLE)
                .capabilities(Capability.CAPABILITY_IAM)).stackId();
        become(id, StackStatus.CREATE_COMPLETE);
        return id;
    }

    /** As the CDK writes what {@code Expiry} says. */
    private static String template(Instant expires) {
        String permissions = """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "EndKey", "Effect": "Allow", "Action": ["iam:UpdateAccessKey", "iam:DeleteAccessKey"],
                   "Resource": {"Fn::GetAtt": ["User", "Arn"]}},
                  {"Sid": "DeleteOwnStack", "Effect": "Allow", "Action": "cloudformation:DeleteStack", "Resource": {"Ref": "AWS::StackId"}}]}""";
        String key = "\"{\\\"AccessKeyId\\\":\\\"\", {\"Ref\": \"Key\"}, \"\\\",";
        String user = "\\\"UserName\\\":\\\"\", {\"Ref\": \"User\"}, \"\\\"}\"";
        return """
                {"Resources": {
                  "User": {"Type": "AWS::IAM::User"},
                  "Key": {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": "User"}}},
                  "Group": {"Type": "AWS::Scheduler::ScheduleGroup"},
                  "Boundary": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": %1$s}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"Ref": "Boundary"},
                    "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                      "Principal": {"Service": "scheduler.amazonaws.com"}, "Condition": {"StringEquals": {
                        "aws:SourceAccount": {"Ref": "AWS::AccountId"}, "aws:SourceArn": {"Fn::GetAtt": ["Group", "Arn"]}}}}]},
                    "Policies": [{"PolicyName": "End", "PolicyDocument": %1$s}]}},
                  %2$s,
                  %3$s,
                  %4$s},
                 "Outputs": {"User": {"Value": {"Ref": "User"}}, "Group": {"Value": {"Ref": "Group"}},
                  "GroupArn": {"Value": {"Fn::GetAtt": ["Group", "Arn"]}}, "GroupDate": {"Value": {"Fn::GetAtt": ["Group", "CreationDate"]}},
                  "ScheduleArn": {"Value": {"Fn::GetAtt": ["DeleteKey", "Arn"]}}}}""".formatted(permissions,
                step("DeactivateKey", "iam:updateAccessKey", expires, key + "\\\"Status\\\":\\\"Inactive\\\"," + user),
                step("DeleteKey", "iam:deleteAccessKey", expires.plus(KEY_DELETED_AFTER), key + user),
                step("DeleteStack", "cloudformation:deleteStack", expires.plus(STACK_DELETED_AFTER),
                        "\"{\\\"StackName\\\":\\\"\", {\"Ref\": \"AWS::StackId\"}, \"\\\"}\""));
    }

    private static String step(String id, String api, Instant at, String input) {
        return """
                "%s": {"Type": "AWS::Scheduler::Schedule", "Properties": {"GroupName": {"Ref": "Group"}, "ScheduleExpression": "at(%s)",
                  "ScheduleExpressionTimezone": "UTC", "FlexibleTimeWindow": {"Mode": "OFF"},
                  "Target": {"Arn": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":scheduler:::aws-sdk:%s"]]},
                    "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, "Input": {"Fn::Join": ["", [%s]]},
                    "RetryPolicy": {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185}}}}""".formatted(id,
                LocalDateTime.ofInstant(at, ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")), api, input);
    }

    private String output(String id, String key) {
        return stack(id).outputs().stream().filter(output -> output.outputKey().equals(key)).findFirst().map(Output::outputValue)
                .orElseThrow();
    }

    private Stack stack(String id) {
        return stacks.describeStacks(request -> request.stackName(id)).stacks().getFirst();
    }

    private void become(String id, StackStatus status) {
        await().untilAsserted(() -> assertThat(stack(id)).satisfies(
                stack -> assertThat(stack.stackStatus()).as(stack.toString()).isEqualTo(status)));
    }

    private List<StatusType> statuses(String user) {
        return iam.listAccessKeys(request -> request.userName(user)).accessKeyMetadata().stream().map(AccessKeyMetadata::status).toList();
    }

    private List<ScheduleSummary> schedules() {
        return scheduler.listSchedules(_ -> {}).schedules();
    }

    private List<String> tagged(String lab) {
        try (ResourceGroupsTaggingApiClient tagging = cloud.tagging(cloud.administrator())) {
            return tagging.getResources(request -> request.tagFilters(TagFilter.builder().key("lab").values(lab).build()))
                    .resourceTagMappingList()
                    .stream().map(ResourceTagMapping::resourceARN).toList();
        }
    }

    private List<String> callers(String operation) {
        return cloud.cloud().audited().stream().filter(entry -> entry.operation().equals(operation) && entry.errorCode().isEmpty())
                .map(entry -> entry.principal()).toList();
    }
}
