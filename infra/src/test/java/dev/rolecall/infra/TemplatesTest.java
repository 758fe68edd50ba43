package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What drivers and deployed stacks rely on: names, outputs, logical ids, and what stands in the user data. */
class TemplatesTest {
    private static final String USER_DATA = "UserData";

    @Test
    void outputs_have_the_names_that_drivers_ask_for() {
        assertThat(Assembly.whole().keyless().path("Outputs").propertyNames()).contains("LessonBucket", "LessonKey", "InstanceId",
                "FunctionName", "InstanceRoleName", "FunctionRoleName");
        assertThat(Assembly.whole().accessKey().path("Outputs").propertyNames()).containsExactlyInAnyOrder("InstanceId", "FunctionName",
                "UserName", "ExpiresAt", "DeletedAt");
        assertThat(Assembly.whole().task().path("Outputs").propertyNames()).containsExactlyInAnyOrder("ClusterName", "TaskDefinitionArn",
                "SubnetId", "SecurityGroupId", "LogGroupName", "TaskRoleName");
    }

    /** A new logical id means a new bucket, a new user, a new key, a new log: not to happen by moving code. */
    @Test
    void logical_ids_of_what_has_state_stay_as_they_are() {
        assertThat(Assembly.whole().keyless().path("Resources").propertyNames()).contains("LessonBucket70B58353", "InstanceRole3CCE2F1D",
                "FunctionLogGroupE1F5C223");
        assertThat(Assembly.whole().accessKey().path("Resources").propertyNames()).contains("User17549D45", "AccessKey",
                "FunctionLogGroupE1F5C223");
    }

    /** An instance fetches its program at its first boot: under its old logical id it would go on with the old one. */
    @Test
    void another_program_means_another_instance_and_nothing_else_new() {
        Assembly before = Assembly.whole();
        Assembly after = Assembly.of(Assembly.ALL, Map.of("ROLECALL_READER_JAR", Assembly.jar("another jar").toString()));
        assertThat(replaced(before.keyless(), after.keyless())).containsExactly("AWS::EC2::Instance");
        assertThat(replaced(before.accessKey(), after.accessKey())).containsExactly("AWS::EC2::Instance");
    }

    private static List<String> replaced(JsonNode before, JsonNode after) {
        return before.path("Resources").propertyStream().filter(resource -> !after.path("Resources").has(resource.getKey()))
                .map(resource -> resource.getValue().path("Type").asString()).toList();
    }

    @Test
    void the_same_input_gives_the_same_templates() {
        Assembly again = Assembly.insecure("ecs", "true");
        assertThat(again.task()).isEqualTo(Assembly.whole().task());
        assertThat(again.keyless()).isEqualTo(Assembly.whole().keyless());
        assertThat(again.accessKey()).isEqualTo(Assembly.whole().accessKey());
    }

    @Test
    void a_prefix_goes_before_the_names_that_would_collide() {
        Assembly alices = Assembly.of(Map.of("prefix", "alice", "owner", "alice@example.com", "ecs", "true"));
        JsonNode role = alices.keyless().path("Resources").path("InstanceRole3CCE2F1D").path("Properties");
        assertThat(role.path("RoleName").asString()).isEqualTo("alice-EC2-S3-Role");
        for (String stack : new String[]{"RolecallKeyless", "RolecallTask"}) {
            assertThat(alices.manifest().path("artifacts").path(stack).path("properties").path("stackName").asString())
                    .isEqualTo("alice-" + stack);
        }
    }

    @Test
    void the_lessons_role_is_the_only_thing_with_a_name_of_its_own() {
        String all = Assembly.whole().keyless().path("Resources").toString() + Assembly.whole().accessKey().path("Resources");
        assertThat(all).contains("\"RoleName\":\"EC2-S3-Role\"").doesNotContain("\"BucketName\"", "\"FunctionName\"",
                "\"InstanceProfileName\"", "\"LogGroupName\"", "\"ManagedPolicyName\"", "\"UserName\":\"", "\"Name\":\"");
        assertThat(Assembly.whole().task().path("Resources").toString()).doesNotContain("\"RoleName\"", "\"LogGroupName\"",
                "\"ClusterName\"", "\"Family\"");
    }

    @Test
    void the_instance_with_the_key_has_no_profile_and_its_key_comes_by_user_data() {
        JsonNode instance = Assembly.only(Assembly.whole().accessKey(), "AWS::EC2::Instance");
        assertThat(instance.has("IamInstanceProfile")).isFalse();
        String userData = Staff.resolve(Assembly.whole().keyless(), instance.path(USER_DATA)).stringValue();
        assertThat(userData).startsWith("#cloud-config\n").contains("path: /root/.aws/credentials\n    permissions: \"0600\"")
                .contains("aws_secret_access_key=AccessKey.SecretAccessKey\n").contains("Environment=HOME=/root\n");
    }

    /** It installs Java and fetches its program at the first boot only: a subnet that cannot reach S3 at that moment would leave it useless. */
    @Test
    void the_instance_starts_when_s3_can_be_reached_and_the_bucket_is_guarded() {
        Set<String> before = new TreeSet<>();
        Assembly.resources(Assembly.whole().keyless(), "AWS::EC2::Instance").iterator().next().getValue().path("DependsOn")
                .forEach(name -> before.add(Assembly.whole().keyless().path("Resources").path(name.asString()).path("Type").asString()));
        assertThat(before).contains("AWS::EC2::VPCEndpoint", "AWS::EC2::SubnetRouteTableAssociation", "AWS::S3::BucketPolicy");
    }

    @Test
    void the_instance_with_the_role_is_told_nothing_of_credentials() {
        JsonNode instance = Assembly.only(Assembly.whole().keyless(), "AWS::EC2::Instance");
        assertThat(instance.has("IamInstanceProfile")).isTrue();
        String userData = Staff.resolve(Assembly.whole().keyless(), instance.path(USER_DATA)).stringValue();
        assertThat(userData)
                .contains("DynamicUser=yes\n", "Environment=AWS_EC2_METADATA_V1_DISABLED=true\n", "StandardOutput=journal+console\n")
                .contains("Environment=ROLECALL_BUCKET=lesson-bucket\n").doesNotContain("aws_access_key", ".aws/");
    }

    @Test
    void the_task_fetches_its_program_before_it_reads_and_what_it_reads_with_names_no_credentials() {
        JsonNode task = Staff.resolve(Assembly.whole().keyless(), Assembly.only(Assembly.whole().task(), "AWS::ECS::TaskDefinition"));
        JsonNode fetch = task.path("ContainerDefinitions").path(0);
        JsonNode read = task.path("ContainerDefinitions").path(1);
        assertThat(fetch.path("Command")).extracting(JsonNode::asString).containsExactly("s3", "cp", "--region", "us-east-1",
                "--only-show-errors", Staff.program().replace("arn:aws:s3:::", "s3://"), "/program/reader.jar");
        assertThat(fetch.path("Essential").asBoolean()).as("SUCCESS can only be asked of a container that is not essential").isFalse();
        assertThat(read.path("DependsOn").toString()).isEqualTo("[{\"Condition\":\"SUCCESS\",\"ContainerName\":\"fetch\"}]");
        assertThat(read.path("Command")).extracting(JsonNode::asString).endsWith("-cp", "/program/reader.jar",
                "dev.rolecall.reader.TaskProgram");
        assertThat(read.path("Environment"))
                .extracting(variable -> variable.path("Name").asString() + "=" + variable.path("Value").asString())
                .containsExactly("AWS_REGION=us-east-1", "ROLECALL_BUCKET=lesson-bucket", "ROLECALL_KEY=lesson/welcome.txt",
                        "ROLECALL_WORKLOAD=ecs-role");
        assertThat(fetch.has("Environment")).isFalse();
    }
}
