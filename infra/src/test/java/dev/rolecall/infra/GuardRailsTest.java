package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The guard rails around the deliberately insecure part and what costs money, by the numbers of the list that the design keeps. */
class GuardRailsTest {
    private static final Set<String> UNTAGGABLE = Set.of("AWS::IAM::AccessKey", "AWS::IAM::ManagedPolicy", "AWS::IAM::InstanceProfile",
            "AWS::S3::BucketPolicy", "AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::Route", "AWS::EC2::VPCGatewayAttachment",
            "AWS::Scheduler::Schedule");

    static Stream<JsonNode> templates() {
        return Stream.of(Assembly.whole().keyless(), Assembly.whole().task(), Assembly.whole().accessKey());
    }

    static Stream<JsonNode> templatesWithInstanceAndFunction() {
        return Stream.of(Assembly.whole().keyless(), Assembly.whole().accessKey());
    }

    @Test
    void one_the_insecure_stack_is_off_unless_asked_for() {
        Assembly plain = Assembly.of(Map.of());
        assertThat(plain.has("RolecallKeyless")).isTrue();
        assertThat(plain.has("RolecallAccessKey")).isFalse();
        assertThat(plain.keyless()).as("asking for the key changes nothing below it").isEqualTo(Assembly.whole().keyless());
    }

    @Test
    void thirteen_the_task_is_off_unless_asked_for_and_changes_nothing_beside_it() {
        assertThat(Assembly.of(Map.of("ecs", "false")).has("RolecallTask")).isFalse();
        Assembly insecure = Assembly.of(Assembly.INSECURE);
        assertThat(insecure.has("RolecallTask")).isFalse();
        assertThat(insecure.folder().resolve("RolecallKeyless.template.json"))
                .hasSameTextualContentAs(Assembly.whole().folder().resolve("RolecallKeyless.template.json"));
        assertThat(insecure.accessKey()).isEqualTo(Assembly.whole().accessKey());
        Assembly task = Assembly.of(Map.of("ecs", true));
        assertThat(task.has("RolecallAccessKey")).isFalse();
        assertThat(task.task()).isEqualTo(Assembly.whole().task());
    }

    /** Neither a service that keeps a task running, nor a NAT gateway or an interface endpoint by the hour, nor an address that waits. */
    @Test
    void thirteen_between_two_runs_the_task_costs_nothing() {
        JsonNode task = Assembly.whole().task();
        assertThat(types(task)).containsExactlyInAnyOrder("AWS::ECS::Cluster", "AWS::ECS::TaskDefinition", "AWS::Logs::LogGroup",
                "AWS::IAM::Role", "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::RouteTable", "AWS::EC2::SubnetRouteTableAssociation",
                "AWS::EC2::Route", "AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::VPCEndpoint",
                "AWS::EC2::SecurityGroup");
        assertThat(Assembly.only(task, "AWS::EC2::VPCEndpoint").path("VpcEndpointType").asString()).isEqualTo("Gateway");
        assertThat(Assembly.only(task, "AWS::ECS::Cluster").path("ClusterSettings").toString())
                .isEqualTo("[{\"Name\":\"containerInsights\",\"Value\":\"disabled\"}]");
    }

    private static Set<String> types(JsonNode template) {
        return template.path("Resources").values().stream().map(resource -> resource.path("Type").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void one_the_account_has_to_be_typed_and_to_be_right() {
        assertThatThrownBy(() -> Assembly.of(Map.of("insecure", "true"))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("iUnderstandAccount");
        assertThatThrownBy(() -> Assembly.of(Map.of("insecure", true, "iUnderstandAccount", "111122223333"),
                Map.of("CDK_DEFAULT_ACCOUNT", "444455556666"))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("444455556666");
    }

    @Test
    void one_cloudformation_holds_the_stack_to_the_account_that_was_typed() {
        JsonNode typed = Assembly.of(Map.of("insecure", true, "iUnderstandAccount", 123456789012L)).accessKey();
        assertThat(account(typed)).isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"AWS::AccountId\"},\"123456789012\"]}");
    }

    private static String account(JsonNode template) {
        return template.path("Rules").path("TypedAccount").path("Assertions").path(0).path("Assert").toString();
    }

    @Test
    void three_the_expiry_may_be_given_and_is_four_hours_otherwise() {
        assertThat(Assembly.whole().accessKey().path("Outputs").path("ExpiresAt").path("Value").asString())
                .isEqualTo("2026-11-24T04:00:00Z");
        JsonNode given = Assembly.insecure("expires", "2026-11-24T00:30:00Z").accessKey();
        assertThat(given.toString()).contains("2026-11-24T00:30:00Z").doesNotContain("2026-11-24T04:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"DeactivateKey, 04:00:00, iam:updateAccessKey",
            "DeleteKey, 04:05:00, iam:deleteAccessKey",
            "DeleteStack, 04:30:00, cloudformation:deleteStack"})
    void four_at_the_date_and_soon_after_the_key_and_the_stack_are_ended_once(String step, String time, String api) {
        JsonNode schedule = schedule(step);
        assertThat(schedule.path("ScheduleExpression").asString()).isEqualTo("at(2026-11-24T" + time + ")");
        assertThat(schedule.path("ScheduleExpressionTimezone").asString()).isEqualTo("UTC");
        assertThat(schedule.path("FlexibleTimeWindow").path("Mode").asString()).isEqualTo("OFF");
        assertThat(schedule.path("Target").path("Arn").asString()).isEqualTo("arn:aws:scheduler:::aws-sdk:" + api);
        assertThat(schedule.path("Target").path("RoleArn").asString()).isEqualTo(Staff.EXPIRY_ROLE);
        assertThat(schedule.path("Target").path("RetryPolicy").path("MaximumRetryAttempts").asInt()).isEqualTo(185);
        assertThat(schedule.path("Target").path("RetryPolicy").path("MaximumEventAgeInSeconds").asInt()).isEqualTo(86_400);
    }

    @Test
    void four_the_steps_name_this_key_and_this_stack_as_the_apis_do() {
        assertThat(input("DeactivateKey")).isEqualTo(Map.of("UserName", Staff.USER_NAME, "AccessKeyId", "AccessKey", "Status", "Inactive"));
        assertThat(input("DeleteKey")).isEqualTo(Map.of("UserName", Staff.USER_NAME, "AccessKeyId", "AccessKey"));
        assertThat(input("DeleteStack")).isEqualTo(Map.of("StackName", Staff.STACK));
    }

    @Test
    void four_the_steps_follow_the_expiry_that_was_given_and_an_output_says_when_the_last_one_is() {
        JsonNode given = Assembly.insecure("expires", "2026-11-24T23:45:30Z").accessKey();
        assertThat(Assembly.resources(given, "AWS::Scheduler::Schedule")).extracting(
                entry -> entry.getValue().path("Properties").path("ScheduleExpression").asString())
                .containsExactlyInAnyOrder("at(2026-11-24T23:45:30)", "at(2026-11-24T23:50:30)", "at(2026-11-25T00:15:30)");
        assertThat(given.path("Outputs").path("DeletedAt").path("Value").asString()).isEqualTo("2026-11-25T00:15:30Z");
    }

    private static JsonNode schedule(String step) {
        JsonNode schedule = Assembly.resources(Assembly.whole().accessKey(), "AWS::Scheduler::Schedule").stream()
                .filter(entry -> entry.getKey().contains(step)).findFirst().orElseThrow().getValue().path("Properties");
        return Staff.resolve(Assembly.whole().keyless(), schedule);
    }

    private static Map<String, String> input(String step) {
        return JsonMapper.shared().readValue(schedule(step).path("Target").path("Input").stringValue(), new TypeReference<>() {
        });
    }

    @Test
    void five_every_principal_of_the_insecure_stack_is_bounded_if_wished_by_an_organisations_own_boundary() {
        String given = "arn:aws:iam::111122223333:policy/Organisation";
        JsonNode template = Assembly.insecure("boundary", given).accessKey();
        List<Map.Entry<String, JsonNode>> principals = Stream.of("AWS::IAM::User", "AWS::IAM::Role")
                .flatMap(type -> Assembly.resources(template, type).stream()).toList();
        assertThat(principals).hasSize(3);
        for (Map.Entry<String, JsonNode> principal : principals) {
            assertThat(principal.getValue().path("Properties").path("PermissionsBoundary").asString()).isEqualTo(given);
            assertThat(Assembly.whole().accessKey().path("Resources").path(principal.getKey()).path("Properties")
                    .has("PermissionsBoundary")).isTrue();
        }
        assertThat(Assembly.resources(template, "AWS::IAM::ManagedPolicy")).isEmpty();
    }

    @Test
    void seven_the_key_is_pinned_to_networks_only_when_they_are_given() {
        Assembly pinned = Assembly.insecure("pin", "203.0.113.7/32, 2001:db8::/64");
        assertThat(pinned.keyless()).as("a pin changes nothing for the roles").isEqualTo(Assembly.whole().keyless());
        assertThat(pinned.accessKey().toString())
                .contains("\"NotIpAddress\":{\"aws:SourceIp\":[\"203.0.113.7/32\",\"2001:db8:0:0:0:0:0:0/64\"]}");
        assertThat(Assembly.whole().accessKey().toString()).doesNotContain("aws:SourceIp");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nine_the_secret_is_in_no_output_and_nowhere_a_literal(JsonNode template) {
        assertThat(template.path("Outputs").toString()).doesNotContain("SecretAccessKey").doesNotContain("\"AccessKey\"");
        assertThat(template.toString()).doesNotContainPattern("A[KS]IA[A-Z0-9]{12,}");
        template.path("Resources").values().stream().flatMap(resource -> resource.path("Properties").path("Environment").path("Variables")
                .properties().stream()).filter(variable -> variable.getKey().contains("SECRET"))
                .forEach(variable -> assertThat(variable.getValue().has("Fn::GetAtt")).isTrue());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void ten_all_that_can_carry_tags_says_to_which_lab_and_owner_it_belongs(JsonNode template) {
        boolean expires = template.path("Outputs").has("ExpiresAt");
        template.path("Resources").properties().stream().filter(entry -> !UNTAGGABLE.contains(entry.getValue().path("Type").asString()))
                .forEach(entry -> {
                    Set<String> keys = new TreeSet<>();
                    entry.getValue().path("Properties").path("Tags").forEach(tag -> keys.add(tag.path("Key").asString()));
                    assertThat(keys).as(entry.getKey()).contains(Lab.TAG, "rolecall:owner");
                    assertThat(keys.contains("rolecall:expires")).as(entry.getKey()).isEqualTo(expires);
                });
    }

    @ParameterizedTest
    @MethodSource("templatesWithInstanceAndFunction")
    void eleven_a_function_writes_to_a_log_group_that_goes_with_the_stack(JsonNode template) {
        Map.Entry<String, JsonNode> logs = Assembly.resources(template, "AWS::Logs::LogGroup").iterator().next();
        assertThat(logs.getValue().path("DeletionPolicy").asString()).isEqualTo("Delete");
        assertThat(logs.getValue().path("Properties").path("RetentionInDays").asInt()).isEqualTo(1);
        JsonNode logging = Assembly.only(template, "AWS::Lambda::Function").path("LoggingConfig");
        assertThat(logging.path("LogGroup").path("Ref").asString()).isEqualTo(logs.getKey());
        assertThat(logging.path("LogFormat").asString()).isEqualTo("JSON");
    }

    @Test
    void eleven_every_container_of_the_task_writes_to_a_log_group_that_goes_with_the_stack() {
        JsonNode task = Assembly.whole().task();
        Map.Entry<String, JsonNode> logs = Assembly.resources(task, "AWS::Logs::LogGroup").iterator().next();
        assertThat(logs.getValue().path("DeletionPolicy").asString()).isEqualTo("Delete");
        assertThat(logs.getValue().path("Properties").path("RetentionInDays").asInt()).isEqualTo(1);
        JsonNode containers = Assembly.only(task, "AWS::ECS::TaskDefinition").path("ContainerDefinitions");
        assertThat(containers.size()).isEqualTo(2);
        containers.forEach(container -> {
            JsonNode logging = container.path("LogConfiguration");
            assertThat(logging.path("LogDriver").asString()).isEqualTo("awslogs");
            assertThat(logging.path("Options").path("awslogs-group").path("Ref").asString()).isEqualTo(logs.getKey());
            assertThat(logging.path("Options").has("awslogs-create-group")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("templatesWithInstanceAndFunction")
    void fifteen_an_instance_insists_on_imdsv2_and_has_an_encrypted_volume_and_no_key_pair(JsonNode template) {
        JsonNode instance = Assembly.only(template, "AWS::EC2::Instance");
        assertThat(instance.path("MetadataOptions").path("HttpTokens").asString()).isEqualTo("required");
        assertThat(instance.path("MetadataOptions").path("HttpPutResponseHopLimit").asInt()).isEqualTo(1);
        assertThat(instance.path("BlockDeviceMappings").path(0).path("Ebs").path("Encrypted").asBoolean()).isTrue();
        assertThat(instance.has("KeyName")).isFalse();
    }

    @Test
    void fifteen_nothing_comes_into_the_network_and_only_s3_can_be_reached() {
        JsonNode keyless = Assembly.whole().keyless();
        assertThat(Assembly.only(keyless, "AWS::EC2::SecurityGroup").has("SecurityGroupIngress")).isFalse();
        assertThat(types(keyless)).doesNotContain("AWS::EC2::InternetGateway", "AWS::EC2::NatGateway", "AWS::EC2::Route",
                "AWS::EC2::SecurityGroupIngress");
        assertThat(Assembly.only(keyless, "AWS::EC2::VPCEndpoint").path("PolicyDocument").path("Statement").size()).isEqualTo(3);
    }

    @Test
    void fifteen_nothing_comes_into_the_tasks_network_which_gives_no_address_by_itself_and_only_https_goes_out() {
        JsonNode task = Assembly.whole().task();
        JsonNode group = Assembly.only(task, "AWS::EC2::SecurityGroup");
        assertThat(group.has("SecurityGroupIngress")).isFalse();
        assertThat(group.path("SecurityGroupEgress").size()).isEqualTo(1);
        assertThat(group.path("SecurityGroupEgress").path(0).path("FromPort").asInt()).isEqualTo(443);
        assertThat(group.path("SecurityGroupEgress").path(0).path("ToPort").asInt()).isEqualTo(443);
        assertThat(Assembly.only(task, "AWS::EC2::Subnet").path("MapPublicIpOnLaunch").asBoolean()).isFalse();
        assertThat(Assembly.only(task, "AWS::EC2::VPCEndpoint").path("PolicyDocument").path("Statement")).extracting(
                statement -> statement.path("Sid").asString()).containsExactly("ReadLesson", "FetchProgram");
    }

    @Test
    void fifteen_no_container_writes_to_its_own_image_and_the_one_that_reads_is_nobody_and_writes_nowhere() {
        JsonNode containers = Assembly.only(Assembly.whole().task(), "AWS::ECS::TaskDefinition").path("ContainerDefinitions");
        containers.forEach(container -> assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue());
        JsonNode read = containers.path(1);
        assertThat(read.path("User").asString()).isEqualTo("65534:65534");
        assertThat(read.path("MountPoints")).allSatisfy(mount -> assertThat(mount.path("ReadOnly").asBoolean()).isTrue());
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: 2,048 characters for all inline policies of a user, white space not counted. */
    @Test
    void the_users_policies_stay_below_iams_quota_whatever_the_names() {
        String networks = IntStream.rangeClosed(1, 8).mapToObj(last -> "3fff:1111:2222:3333:4444:5555:6666:777" + last + "/128")
                .collect(Collectors.joining(","));
        JsonNode policies = Assembly.only(Assembly.insecure("pin", networks).accessKey(), "AWS::IAM::User").path("Policies");
        int length = policies.values().stream().mapToInt(policy -> longest(policy.path("PolicyDocument")).toString().length()).sum();
        assertThat(length).isBetween(1_000, 2_048);
    }

    /** A bucket's name has at most 63 characters; the longest region and partition are those of GovCloud and Asia. */
    private static JsonNode longest(JsonNode document) {
        return new Intrinsics(Assembly.whole().keyless(), name -> switch (name) {
            case "AWS::Partition" -> "aws-us-gov";
            case "AWS::Region" -> "ap-southeast-1";
            case "AWS::AccountId" -> Staff.ACCOUNT;
            case String vpc when vpc.startsWith("NetworkVpc") -> "vpc-0123456789abcdef0";
            default -> "arn:aws-us-gov:s3:::" + "b".repeat(63);
        }).resolve(document);
    }
}
