package dev.rolecall.infra;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnAccessKey;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/**
 * Ends the key when its permissions end, and the stack a little later, whoever has forgotten it: three one-time schedules, which go with the stack. See
 * <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">universal targets</a>.
 */
final class Expiry extends Construct {
    /** Scheduler may be a minute late and repeats what failed: the key is switched off first, and can be seen so, before it is gone. */
    private static final Duration KEY_DELETED_AFTER = Duration.ofMinutes(5);
    /** Time to see all that holds the key being refused, before the instance and the function go. */
    private static final Duration STACK_DELETED_AFTER = Duration.ofMinutes(30);
    /** All that Scheduler offers: each step names a thing by an id that never comes again, so to repeat it late does no harm, and to give up does. */
    private static final CfnSchedule.RetryPolicyProperty PERSISTENT = CfnSchedule.RetryPolicyProperty.builder().maximumRetryAttempts(185)
            .maximumEventAgeInSeconds(Duration.ofHours(24).toSeconds()).build();
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("'at('uuuu-MM-dd'T'HH:mm:ss')'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Instant stackDeleted;

    /** {@code givenBoundary} is an organisation's own boundary, by ARN. */
    record Props(Instant expires, LabUser user, CfnAccessKey key, Optional<String> givenBoundary) {}

    Expiry(Construct scope, String id, Props props) {
        super(scope, id);
        // A group of its own: a role can be pinned to a group and to nothing smaller, and everybody's schedules are in the default one.
        CfnScheduleGroup group = CfnScheduleGroup.Builder.create(this, "Group").build();
        Role role = role(props, group);
        Map<String, String> key = Map.of("UserName", props.user().name(), "AccessKeyId", props.key().getRef());
        Map<String, String> inactive = new TreeMap<>(key);
        inactive.put("Status", "Inactive");
        stackDeleted = props.expires().plus(STACK_DELETED_AFTER);
        step("DeactivateKey", new Step("iam:updateAccessKey", props.expires(), inactive), group, role);
        step("DeleteKey", new Step("iam:deleteAccessKey", props.expires().plus(KEY_DELETED_AFTER), key), group, role);
        step("DeleteStack", new Step("cloudformation:deleteStack", stackDeleted, Map.of("StackName", Aws.STACK_ID)), group, role);
    }

    /** When the stack begins to delete itself. */
    Instant stackDeleted() {
        return stackDeleted;
    }

    /** Both source keys are documented: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html. */
    private Role role(Props props, CfnScheduleGroup group) {
        LabBoundary boundary = new LabBoundary(this, "Boundary",
                new LabBoundary.Props(props.givenBoundary(), "The most that the expiry of the lab's insecure part may do",
                        Permissions.document(Permissions.endKey(props.user()), Permissions.deleteOwnStack()), List.of()));
        return Role.Builder.create(this, "Role").description("Ends the lab's access key and deletes its stack when the time is over")
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com").withConditions(Map.of("StringEquals",
                        new TreeMap<>(Map.of("aws:SourceAccount", Aws.ACCOUNT_ID, "aws:SourceArn", group.getAttrArn())))))
                .inlinePolicies(new TreeMap<>(Map.of("EndKey", Permissions.document(Permissions.endKey(props.user())), "DeleteOwnStack",
                        Permissions.document(Permissions.deleteOwnStack()))))
                .permissionsBoundary(boundary.policy()).build();
    }

    /** One call of an API at a time: {@code api} as service:operation, the input as the API names its parameters. */
    private record Step(String api, Instant at, Map<String, String> input) {}

    private void step(String id, Step step, CfnScheduleGroup group, Role role) {
        CfnSchedule.Builder.create(this, id).groupName(group.getRef()).scheduleExpression(AT.format(step.at()))
                .scheduleExpressionTimezone("UTC").flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(CfnSchedule.TargetProperty.builder().arn("arn:" + Aws.PARTITION + ":scheduler:::aws-sdk:" + step.api())
                        .roleArn(role.getRoleArn()).input(Stack.of(this).toJsonString(new TreeMap<>(step.input()))).retryPolicy(PERSISTENT)
                        .build())
                .build();
    }
}
