package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Layer;

/** Runs the synthesised policies, intrinsics resolved, through the evaluator; what a principal cannot do counts as much as what it can. */
class WhatEachPrincipalCanAndCannotDoTest {
    private static final String OWN_STREAM = "arn:aws:logs:us-east-1:111122223333:log-group:own:log-stream:1";
    private static final String OTHER_STREAM = "arn:aws:logs:us-east-1:111122223333:log-group:other:log-stream:1";

    static Stream<Map.Entry<String, Supplier<Staff>>> everybody() {
        return Map.<String, Supplier<Staff>>of("instance role", Staff::instanceRole, "function role", Staff::functionRole, "user",
                Staff::user, "function role of the key", Staff::keyFunctionRole, "expiry role", Staff::expiryRole, "task role",
                Staff::taskRole, "execution role",
                Staff::executionRole).entrySet().stream();
    }

    @Test
    void the_instances_role_reads_the_lesson_and_its_program() {
        assertThat(Staff.instanceRole().may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(Staff.instanceRole().may("s3:GetObject", Staff.program())).isTrue();
        assertThat(Staff.instanceRole().may("s3:GetObject", Staff.program() + ".other")).isFalse();
    }

    @Test
    void the_functions_role_reads_the_lesson_and_writes_its_own_log() {
        assertThat(Staff.functionRole().may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(Staff.functionRole().may("logs:PutLogEvents", OWN_STREAM)).isTrue();
        assertThat(Staff.functionRole().may("logs:CreateLogStream", OWN_STREAM)).isTrue();
        assertThat(Staff.functionRole().may("logs:PutLogEvents", OTHER_STREAM)).isFalse();
        assertThat(Staff.functionRole().may("logs:CreateLogGroup", OWN_STREAM)).isFalse();
        assertThat(Staff.functionRole().may("s3:GetObject", Staff.program())).isFalse();
    }

    @Test
    void the_tasks_role_reads_the_lesson_and_its_program_and_writes_no_log() {
        assertThat(Staff.taskRole().may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(Staff.taskRole().may("s3:GetObject", Staff.program())).isTrue();
        assertThat(Staff.taskRole().may("s3:GetObject", Staff.program() + ".other")).isFalse();
        assertThat(Staff.taskRole().may("logs:PutLogEvents", OWN_STREAM)).isFalse();
    }

    @Test
    void the_role_by_which_ecs_starts_the_task_writes_its_log_and_reads_nothing() {
        assertThat(Staff.executionRole().may("logs:CreateLogStream", OWN_STREAM)).isTrue();
        assertThat(Staff.executionRole().may("logs:PutLogEvents", OWN_STREAM)).isTrue();
        assertThat(Staff.executionRole().may("logs:PutLogEvents", OTHER_STREAM)).isFalse();
        assertThat(Staff.executionRole().may("s3:GetObject", Staff.LESSON)).isFalse();
        assertThat(Staff.executionRole().may("s3:GetObject", Staff.program())).isFalse();
        assertThat(Staff.executionRole().may("ecr:GetAuthorizationToken", "*")).as("public images need none").isFalse();
    }

    @Test
    void the_user_reads_the_lesson_and_the_program() {
        assertThat(Staff.user().may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(Staff.user().may("s3:GetObject", Staff.program())).isTrue();
    }

    @Test
    void the_function_with_the_key_has_a_role_that_can_only_write_its_log() {
        assertThat(Staff.keyFunctionRole().may("logs:PutLogEvents", OWN_STREAM)).isTrue();
        assertThat(Staff.keyFunctionRole().may("s3:GetObject", Staff.LESSON)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void nobody_does_anything_else(Map.Entry<String, Supplier<Staff>> who) {
        assertThat(who.getValue().get().may("s3:GetObject", Staff.OTHER_OBJECT)).isFalse();
        assertThat(who.getValue().get().may("s3:GetObject", Staff.OTHER_BUCKET)).isFalse();
        for (String action : List.of("s3:PutObject", "s3:DeleteObject", "s3:GetObjectAcl", "s3:GetObjectVersion", "s3:PutObjectAcl")) {
            assertThat(who.getValue().get().may(action, Staff.LESSON)).as(action).isFalse();
        }
        for (String action : List.of("s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy")) {
            assertThat(who.getValue().get().may(action, "arn:aws:s3:::lesson-bucket")).as(action).isFalse();
        }
        for (String action : List.of("iam:CreateAccessKey", "iam:PassRole", "sts:AssumeRole", "sts:GetSessionToken", "ec2:RunInstances",
                "lambda:GetFunctionConfiguration", "ssm:GetParameter", "logs:CreateLogGroup", "ecs:RunTask",
                "ecs:RegisterTaskDefinition")) {
            assertThat(who.getValue().get().may(action, "*")).as(action).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void nobody_reads_over_plain_http(Map.Entry<String, Supplier<Staff>> who) {
        assertThat(who.getValue().get().with("aws:SecureTransport", "false").may("s3:GetObject", Staff.LESSON)).isFalse();
    }

    @Test
    void the_bucket_refuses_principals_that_are_not_of_this_lab() {
        Decision stranger = Staff.instanceRole().without("aws:PrincipalTag/rolecall:lab").decides("s3:GetObject", Staff.LESSON);
        Decision neighbour = Staff.taskRole().with("aws:PrincipalTag/rolecall:lab", "bob-rolecall").decides("s3:GetObject", Staff.LESSON);
        assertThat(stranger).isInstanceOfSatisfying(Decision.ExplicitDeny.class,
                deny -> assertThat(deny.layer()).isEqualTo(Layer.RESOURCE));
        assertThat(neighbour).isInstanceOfSatisfying(Decision.ExplicitDeny.class,
                deny -> assertThat(deny.layer()).isEqualTo(Layer.RESOURCE));
    }

    @Test
    void the_keys_permissions_end_at_the_date() {
        assertThat(Staff.user().with("aws:CurrentTime", "2026-11-24T03:59:59Z").may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(Staff.user().with("aws:CurrentTime", "2026-11-24T04:00:00Z").may("s3:GetObject", Staff.LESSON)).isFalse();
        assertThat(Staff.user().promoted().with("aws:CurrentTime", "2026-11-24T04:00:00Z").decides("s3:GetObject", Staff.LESSON))
                .isInstanceOf(Decision.ExplicitDeny.class);
        assertThat(Staff.instanceRole().with("aws:CurrentTime", "2027-11-24T04:00:00Z").may("s3:GetObject", Staff.LESSON)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:CreateAccessKey", "sts:GetSessionToken", "sts:GetFederationToken", "sts:AssumeRole"})
    void a_policy_added_to_the_user_does_not_free_what_would_outlive_the_key(String action) {
        assertThat(Staff.user().promoted().decides(action, "*")).isInstanceOf(Decision.ExplicitDeny.class);
    }

    @Test
    void a_policy_added_to_the_user_or_the_keys_role_stops_at_the_boundary() {
        assertThat(Staff.user().promoted().may("s3:PutObject", Staff.LESSON)).isFalse();
        assertThat(Staff.keyFunctionRole().promoted().may("s3:PutObject", Staff.LESSON)).isFalse();
        assertThat(Staff.keyFunctionRole().promoted().decides("iam:CreateUser", "*"))
                .isInstanceOfSatisfying(Decision.ImplicitDeny.class, deny -> assertThat(deny.layer()).isEqualTo(Layer.BOUNDARY));
    }

    @Test
    void the_expiry_ends_this_users_keys_and_this_stack_and_nothing_else() {
        String neighbour = "arn:aws:iam::111122223333:user/somebody";
        for (String action : List.of("iam:UpdateAccessKey", "iam:DeleteAccessKey")) {
            assertThat(Staff.expiryRole().may(action, Staff.USER)).as(action).isTrue();
            assertThat(Staff.expiryRole().may(action, neighbour)).as(action).isFalse();
        }
        assertThat(Staff.expiryRole().may("cloudformation:DeleteStack", Staff.STACK)).isTrue();
        assertThat(Staff.expiryRole().may("cloudformation:DeleteStack", Staff.STACK + "-other")).isFalse();
        for (String action : List.of("iam:CreateAccessKey", "iam:DeleteUser", "iam:DeleteUserPolicy", "iam:PutUserPolicy")) {
            assertThat(Staff.expiryRole().may(action, Staff.USER)).as(action).isFalse();
        }
        for (String action : List.of("cloudformation:UpdateStack", "cloudformation:CreateStack", "cloudformation:DescribeStacks")) {
            assertThat(Staff.expiryRole().may(action, Staff.STACK)).as(action).isFalse();
        }
    }

    /** The lab's other boundary allows nothing from the date on, when the expiry has only begun. */
    @Test
    void the_expiry_works_after_the_date_and_a_policy_added_to_it_stops_at_its_boundary() {
        assertThat(Staff.expiryRole().with("aws:CurrentTime", "2026-11-24T04:30:00Z").may("cloudformation:DeleteStack", Staff.STACK))
                .isTrue();
        assertThat(Staff.expiryRole().promoted().may("iam:UpdateAccessKey", Staff.USER)).isTrue();
        assertThat(Staff.expiryRole().promoted().decides("iam:CreateAccessKey", Staff.USER))
                .isInstanceOfSatisfying(Decision.ImplicitDeny.class, deny -> assertThat(deny.layer()).isEqualTo(Layer.BOUNDARY));
    }

    @Test
    void only_scheduler_may_wear_the_expirys_role_and_only_for_the_labs_own_schedules() {
        assertThat(scheduler("111122223333", Staff.SCHEDULE_GROUP).trusts("scheduler.amazonaws.com")).isTrue();
        assertThat(scheduler("111122223333", Staff.SCHEDULE_GROUP).trusts("lambda.amazonaws.com")).isFalse();
        assertThat(scheduler("444455556666", Staff.SCHEDULE_GROUP).trusts("scheduler.amazonaws.com")).isFalse();
        assertThat(scheduler("111122223333", "arn:aws:scheduler:us-east-1:111122223333:schedule-group/default")
                .trusts("scheduler.amazonaws.com")).isFalse();
        assertThat(Staff.expiryRole().trusts("scheduler.amazonaws.com")).as("without saying for whom").isFalse();
    }

    /** AWS has aws:SourceIp in every request but those through a VPC endpoint, which have aws:SourceVpc in its place. */
    @Test
    void a_pinned_key_works_from_the_pinned_networks_and_from_the_labs_vpc_and_from_nowhere_else() {
        assertThat(pinned().with("aws:SourceIp", "203.0.113.7").may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(pinned().with("aws:SourceIp", "2001:db8::1").may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(pinned().with("aws:SourceVpc", Staff.VPC).may("s3:GetObject", Staff.LESSON)).isTrue();
        assertThat(pinned().with("aws:SourceIp", "203.0.113.8").decides("s3:GetObject", Staff.LESSON))
                .isInstanceOf(Decision.ExplicitDeny.class);
        assertThat(pinned().with("aws:SourceIp", "2001:db8:0:1::1").may("s3:GetObject", Staff.LESSON)).isFalse();
        assertThat(pinned().with("aws:SourceVpc", "vpc-0fedcba9876543210").may("s3:GetObject", Staff.LESSON)).isFalse();
        assertThat(pinned().may("s3:GetObject", Staff.LESSON)).as("neither address nor VPC").isFalse();
    }

    /** S3 asks KMS in the user's name; the request that it does so for has been judged by where it came from. */
    @Test
    void a_pinned_key_can_still_have_s3_decrypt_the_program() {
        assertThat(pinned().with("aws:ViaAWSService", "true").with("kms:ViaService", "s3.us-east-1.amazonaws.com")
                .may("kms:Decrypt", Staff.S3_KEY)).isTrue();
        assertThat(pinned().with("aws:ViaAWSService", "false").with("kms:ViaService", "s3.us-east-1.amazonaws.com")
                .may("kms:Decrypt", Staff.S3_KEY)).isFalse();
    }

    @Test
    void without_a_pin_the_key_works_from_anywhere() {
        assertThat(Staff.user().with("aws:SourceIp", "198.51.100.1").may("s3:GetObject", Staff.LESSON)).isTrue();
    }

    @Test
    void only_ec2_may_wear_the_instances_role() {
        assertThat(Staff.instanceRole().trusts("ec2.amazonaws.com")).isTrue();
        assertThat(Staff.instanceRole().trusts("lambda.amazonaws.com")).isFalse();
    }

    @Test
    void only_lambda_may_wear_the_functions_role_and_only_for_a_function_of_this_account_and_region() {
        String own = "arn:aws:lambda:us-east-1:111122223333:function:reader";
        assertThat(lambda("111122223333", own).trusts("lambda.amazonaws.com")).isTrue();
        assertThat(lambda("111122223333", own).trusts("ec2.amazonaws.com")).isFalse();
        assertThat(lambda("444455556666", own).trusts("lambda.amazonaws.com")).isFalse();
        assertThat(lambda("111122223333", "arn:aws:lambda:us-east-1:444455556666:function:reader").trusts("lambda.amazonaws.com"))
                .isFalse();
    }

    /** Lambda does not document that it sends either key: a condition that insisted on one could keep the function from being created. */
    @Test
    void lambda_may_wear_the_functions_role_without_saying_for_which_function() {
        assertThat(Staff.functionRole().trusts("lambda.amazonaws.com")).isTrue();
        assertThat(Staff.functionRole().with("aws:SourceAccount", "444455556666").trusts("lambda.amazonaws.com")).isFalse();
    }

    @Test
    void only_ecs_may_wear_the_tasks_role_and_only_for_this_account_and_region() {
        String own = "arn:aws:ecs:us-east-1:111122223333:task/cluster/0123456789abcdef0123456789abcdef";
        assertThat(actingFor(Staff.taskRole(), "111122223333", own).trusts("ecs-tasks.amazonaws.com")).isTrue();
        for (String service : List.of("ecs.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com")) {
            assertThat(actingFor(Staff.taskRole(), "111122223333", own).trusts(service)).as(service).isFalse();
        }
        assertThat(actingFor(Staff.taskRole(), "444455556666", own).trusts("ecs-tasks.amazonaws.com")).isFalse();
        for (String other : List.of(own.replace("111122223333", "444455556666"), own.replace("us-east-1", "eu-west-1"),
                "arn:aws:lambda:us-east-1:111122223333:function:reader")) {
            assertThat(actingFor(Staff.taskRole(), "111122223333", other).trusts("ecs-tasks.amazonaws.com")).as(other).isFalse();
        }
        assertThat(Staff.taskRole().trusts("ecs-tasks.amazonaws.com")).as("without saying for whom").isFalse();
    }

    /** ECS documents the keys for task roles only: a condition that insisted on them could keep the task from being started. */
    @Test
    void ecs_may_wear_the_execution_role_without_saying_for_which_task_but_for_no_other_account() {
        String own = "arn:aws:ecs:us-east-1:111122223333:task/cluster/0123456789abcdef0123456789abcdef";
        assertThat(Staff.executionRole().trusts("ecs-tasks.amazonaws.com")).isTrue();
        assertThat(Staff.executionRole().trusts("ec2.amazonaws.com")).isFalse();
        assertThat(actingFor(Staff.executionRole(), "111122223333", own).trusts("ecs-tasks.amazonaws.com")).isTrue();
        assertThat(actingFor(Staff.executionRole(), "444455556666", own).trusts("ecs-tasks.amazonaws.com")).isFalse();
        assertThat(actingFor(Staff.executionRole(), "111122223333", own.replace("111122223333", "444455556666"))
                .trusts("ecs-tasks.amazonaws.com")).isFalse();
    }

    /** {@code cdk bootstrap} encrypts its bucket with the key {@code aws/s3}, whose policy opens it, through S3, to everybody in the account. */
    @Test
    void who_fetches_the_program_can_also_decrypt_it() {
        assertThat(Staff.instanceRole().with("kms:ViaService", "s3.us-east-1.amazonaws.com").may("kms:Decrypt", Staff.S3_KEY)).isTrue();
        assertThat(Staff.taskRole().with("kms:ViaService", "s3.us-east-1.amazonaws.com").may("kms:Decrypt", Staff.S3_KEY)).isTrue();
        assertThat(Staff.user().with("kms:ViaService", "s3.us-east-1.amazonaws.com").may("kms:Decrypt", Staff.S3_KEY)).isTrue();
        assertThat(Staff.user().may("kms:Decrypt", Staff.S3_KEY)).as("not through S3").isFalse();
        assertThat(Staff.user().with("kms:ViaService", "s3.us-east-1.amazonaws.com").may("kms:Encrypt", Staff.S3_KEY)).isFalse();
        assertThat(Staff.user().with("kms:ViaService", "s3.us-east-1.amazonaws.com").with("aws:CurrentTime", "2026-11-24T04:00:00Z")
                .may("kms:Decrypt", Staff.S3_KEY)).isFalse();
    }

    private static Staff scheduler(String account, String group) {
        return actingFor(Staff.expiryRole(), account, group);
    }

    private static Staff pinned() {
        return Staff.user(Assembly.insecure("pin", "203.0.113.7/32,2001:db8::/64"));
    }

    private static Staff lambda(String account, String function) {
        return actingFor(Staff.functionRole(), account, function);
    }

    /** What a service says of itself when it assumes a role. */
    private static Staff actingFor(Staff role, String account, String arn) {
        return role.with("aws:SourceAccount", account).with("aws:SourceArn", arn);
    }
}
