package dev.rolecall.cloud.cloudformation;

import static dev.rolecall.cloud.cloudformation.RecordingCloud.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/** Stacks among services that only remember what they were asked; the two templates are what the CDK app synthesises, without metadata. */
final class StacksComeAndGoTest {
    private static final String ROLE_AND_PROFILE = """
            {"Resources": {
              "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Role"}]}},
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17"},
                "Policies": [{"PolicyName": "P", "PolicyDocument": {"Statement": []}}]}}},
             "Outputs": {"Name": {"Value": {"Ref": "Role"}}}}""";
    private static final String EXPORTER = """
            {"Resources": {"B": {"Type": "AWS::S3::Bucket"}}, "Outputs": {"N": {"Value": {"Ref": "B"}, "Export": {"Name": "bucket"}}}}""";
    private static final String IMPORTER = """
            {"Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Fn::ImportValue": "bucket"}}}}}""";

    private final RecordingCloud cloud = new RecordingCloud();

    @Test
    void resourcesAreMadeAfterWhatTheyNeedAndDeletedBeforeIt() {
        String id = cloud.create("Lesson", ROLE_AND_PROFILE);
        become(id, "CREATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("CreateRole", "PutRolePolicy", "CreateInstanceProfile", "AddRoleToInstanceProfile");
        String role = cloud.stack("Lesson").at("/Outputs/0/OutputValue").asString();
        assertThat(role).matches("Lesson-Role-[A-Z0-9]{12}");
        assertThat(cloud.calls.get(3).input().path("RoleName").asString()).isEqualTo(role);

        cloud.calls.clear();
        cloud.about("DeleteStack", "Lesson");
        become(id, "DELETE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("RemoveRoleFromInstanceProfile", "DeleteInstanceProfile", "DeleteRolePolicy",
                "DeleteRole");
        refused(() -> cloud.stack("Lesson"), "ValidationError", "Stack with id Lesson does not exist");
    }

    @Test
    void resourcesThatDoNotNeedEachOtherAreMadeAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        cloud.before.put("CreateBucket", _ -> meet(both));
        String id = cloud.create("Two",
                "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}, \"B\": {\"Type\": \"AWS::S3::Bucket\"}}}");
        become(id, "CREATE_COMPLETE");
    }

    @Test
    void aFailureIsToldAndWhatWasThereIsUndone() {
        cloud.refuse("AddRoleToInstanceProfile", "AccessDenied", "User: alice is not authorized to perform: iam:PassRole");
        String id = cloud.create("Lesson", ROLE_AND_PROFILE);
        become(id, "ROLLBACK_COMPLETE");
        assertThat(cloud.operations()).endsWith("DeleteInstanceProfile", "DeleteRolePolicy", "DeleteRole");
        assertThat(cloud.stack(id).path("StackStatusReason").asString())
                .isEqualTo("The following resource(s) failed to create: [Profile]. Rollback requested by user.");
        assertThat(cloud.about("DescribeStackEvents", id).path("StackEvents").valueStream()
                .filter(event -> event.path("ResourceStatus").asString().equals("CREATE_FAILED")).toList()).singleElement()
                .satisfies(event -> {
                    assertThat(event.path("LogicalResourceId").asString()).isEqualTo("Profile");
                    assertThat(event.path("ResourceStatusReason").asString()).contains("alice is not authorized to perform: iam:PassRole",
                            "AccessDenied");
                });
    }

    @Test
    void onFailureDoNothingKeepsWhatIsThereAndDeleteTakesTheStackAway() {
        cloud.refuse("CreateInstanceProfile", "AccessDenied", "no");
        String kept = cloud.create("Kept", node("TemplateBody", ROLE_AND_PROFILE).put("OnFailure", "DO_NOTHING"));
        become(kept, "CREATE_FAILED");
        assertThat(cloud.operations()).doesNotContain("DeleteRole");
        String gone = cloud.create("Gone", node("TemplateBody", ROLE_AND_PROFILE).put("OnFailure", "DELETE"));
        become(gone, "DELETE_COMPLETE");
        assertThat(cloud.operations()).contains("DeleteRole");
    }

    @Test
    void eventsTellOneStoryFromTheLastToTheFirst() {
        String id = cloud.create("One", RecordingCloud.BUCKET);
        become(id, "CREATE_COMPLETE");
        assertThat(cloud.about("DescribeStackEvents", "One").path("StackEvents").valueStream()
                .map(e -> e.path("LogicalResourceId").asString() + " " + e.path("ResourceStatus").asString() + " "
                        + e.path("ResourceStatusReason").asString("")))
                .containsExactly("One CREATE_COMPLETE ", "B CREATE_COMPLETE ", "B CREATE_IN_PROGRESS Resource creation Initiated",
                        "B CREATE_IN_PROGRESS ", "One CREATE_IN_PROGRESS User Initiated");
    }

    @Test
    void aStackThatIsDeletedWhileItIsMadeIsGoneInTheEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        cloud.before.put("CreateRole", _ -> {
            begun.countDown();
            hold(asked);
        });
        String id = cloud.create("Lesson", ROLE_AND_PROFILE);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        cloud.about("DeleteStack", id);
        asked.countDown();
        become(id, "DELETE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("CreateRole", "PutRolePolicy", "DeleteRolePolicy", "DeleteRole");
    }

    @Test
    void whatAnotherStackImportsCannotBeDeleted() {
        become(cloud.create("From", EXPORTER), "CREATE_COMPLETE");
        String to = cloud.create("To", IMPORTER);
        become(to, "CREATE_COMPLETE");
        refused(() -> cloud.about("DeleteStack", "From"), "ValidationError", "Export bucket cannot be deleted as it is in use by To");
        cloud.about("DeleteStack", "To");
        become(to, "DELETE_COMPLETE");
        cloud.about("DeleteStack", "From");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> cloud.call("ListExports", node("None", "")).path("Exports").isEmpty());
    }

    @Test
    void anExportsNameIsTakenOnceAndOneThatIsNotThereFailsTheStack() {
        become(cloud.create("From", EXPORTER), "CREATE_COMPLETE");
        String second = cloud.create("Again", EXPORTER);
        become(second, "ROLLBACK_COMPLETE");
        assertThat(cloud.stack(second).path("StackStatusReason").asString())
                .startsWith("Export with name bucket is already exported by stack From.");
        String lost = cloud.create("Lost", IMPORTER.replace("bucket", "nowhere"));
        become(lost, "ROLLBACK_COMPLETE");
        assertThat(cloud.about("DescribeStackEvents", lost).toString()).contains("No export named nowhere found.");
    }

    @Test
    void aBucketThatIsNotEmptyKeepsItsStackUntilItIs() {
        String id = cloud.create("One", RecordingCloud.BUCKET);
        become(id, "CREATE_COMPLETE");
        cloud.refuse("DeleteBucket", "BucketNotEmpty", "The bucket you tried to delete is not empty");
        cloud.about("DeleteStack", "One");
        become(id, "DELETE_FAILED");
        assertThat(cloud.stack("One").path("StackStatusReason").asString()).isEqualTo("The following resource(s) failed to delete: [B].");
        cloud.before.clear();
        cloud.about("DeleteStack", "One");
        become(id, "DELETE_COMPLETE");
    }

    @Test
    void whatIsGoneAlreadyCountsAsDeletedAndWhatIsRetainedStays() {
        String id = cloud.create("One", """
                {"Resources": {"B": {"Type": "AWS::S3::Bucket"}, "Kept": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}}}""");
        become(id, "CREATE_COMPLETE");
        cloud.refuse("DeleteBucket", "NoSuchBucket", "The specified bucket does not exist");
        cloud.about("DeleteStack", id);
        become(id, "DELETE_COMPLETE");
        assertThat(cloud.about("DescribeStackResources", id).path("StackResources").valueStream()
                .map(r -> r.path("LogicalResourceId").asString() + " " + r.path("ResourceStatus").asString()))
                .containsExactlyInAnyOrder("B DELETE_COMPLETE", "Kept DELETE_SKIPPED");
    }

    @Test
    void nothingIsMadeOfATemplateWithATypeOrAPropertyThatIsNotImplemented() {
        refused(() -> cloud.create("Q",
                "{\"Resources\": {\"Queue\": {\"Type\": \"AWS::SQS::Queue\"}, \"B\": {\"Type\": \"AWS::S3::Bucket\"}}}"),
                "ValidationError",
                "Template format error: Unrecognized resource types: [AWS::SQS::Queue]. This local cloud does not implement"
                        + " AWS::SQS::Queue (Queue).");
        refused(() -> cloud.create("Q",
                "{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"WebsiteConfiguration\": {}}}}}"),
                "ValidationError", "This local cloud does not implement the properties [WebsiteConfiguration of B (AWS::S3::Bucket)].");
        assertThat(cloud.calls).isEmpty();
    }

    @Test
    void iamIsTouchedOnlyWhereTheCallerAcknowledgesIt() {
        ObjectNode input = node("TemplateBody", ROLE_AND_PROFILE).put("StackName", "Lesson");
        refused(() -> cloud.call("CreateStack", input), "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]");
        ObjectNode named = node("TemplateBody", ROLE_AND_PROFILE.replace("\"Policies\"", "\"RoleName\": \"R\", \"Policies\"")).put(
                "StackName",
                "Lesson");
        named.putArray("Capabilities").add("CAPABILITY_IAM");
        refused(() -> cloud.call("CreateStack", named), "InsufficientCapabilitiesException",
                "Requires capabilities : [CAPABILITY_NAMED_IAM]");
    }

    @Test
    void aGroupGoesAfterItsUsersAndPolicies() {
        String id = cloud.create("Team", """
                {"Resources": {
                  "Managed": {"Type": "AWS::IAM::ManagedPolicy",
                    "Properties": {"PolicyDocument": {"Statement": []}, "Groups": [{"Ref": "Group"}]}},
                  "Group": {"Type": "AWS::IAM::Group"},
                  "Team": {"Type": "AWS::IAM::UserToGroupAddition", "DependsOn": "Managed",
                    "Properties": {"GroupName": {"Ref": "Group"}, "Users": [{"Ref": "User"}]}},
                  "User": {"Type": "AWS::IAM::User", "DependsOn": "Managed"}},
                 "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Group", "Arn"]}}}}""");
        become(id, "CREATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("CreateGroup", "CreatePolicy", "AttachGroupPolicy", "CreateUser", "AddUserToGroup");
        assertThat(cloud.calls.getFirst().input().path("GroupName").asString()).matches("Team-Group-[A-Z0-9]{12}");
        assertThat(cloud.stack("Team").at("/Outputs/0/OutputValue").asString()).isEqualTo("arn:aws:iam::123456789012:group/g");

        cloud.calls.clear();
        cloud.about("DeleteStack", "Team");
        become(id, "DELETE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("RemoveUserFromGroup", "DeleteUser", "DetachGroupPolicy", "DeletePolicy",
                "DeleteGroup");
    }

    @Test
    void whatNamesAGroupToAddUsersToNamesNoNewResource() {
        ObjectNode addition = node("TemplateBody", """
                {"Resources": {"Team": {"Type": "AWS::IAM::UserToGroupAddition", "Properties": {"GroupName": "g", "Users": ["anna"]}}}}""")
                .put("StackName", "Team");
        addition.putArray("Capabilities").add("CAPABILITY_IAM");
        become(cloud.call("CreateStack", addition).path("StackId").asString(), "CREATE_COMPLETE");
    }

    @Test
    void namesAreUniqueAndTemplatesComeFromOneOfTwoPlaces() {
        become(cloud.create("One", node("TemplateURL", "s3://t")), "CREATE_COMPLETE");
        assertThat(cloud.about("GetTemplate", "One").path("TemplateBody").asString()).isEqualTo(RecordingCloud.BUCKET);
        refused(() -> cloud.create("One", RecordingCloud.BUCKET), "AlreadyExistsException", "Stack [One] already exists");
        refused(() -> cloud.create("Two", node("ClientRequestToken", "")), "ValidationError",
                "Either Template URL or Template Body must be specified.");
    }

    @Test
    void resourcesAreMadeAsTheCallerOrAsTheRoleThroughCloudFormation() {
        become(cloud.create("Mine", RecordingCloud.BUCKET), "CREATE_COMPLETE");
        become(cloud.create("Its", node("TemplateBody", RecordingCloud.BUCKET).put("RoleARN", "deployer")), "CREATE_COMPLETE");
        assertThat(cloud.calls.stream().filter(made -> made.operation().equals("CreateBucket")).map(made -> made.caller().name()))
                .containsExactly("arn:aws:iam::123456789012:user/alice", "arn:aws:iam::123456789012:user/deployer");
        assertThat(cloud.calls).allSatisfy(
                made -> assertThat(made.caller().context().get("aws:CalledVia")).contains(List.of("cloudformation.amazonaws.com")));
    }

    @Test
    void resourcesCarryTheTagsOfTheirStack() {
        ObjectNode input = node("TemplateBody", RecordingCloud.BUCKET);
        input.putArray("Tags").addObject().put("Key", "owner").put("Value", "alice");
        String id = cloud.create("One", input);
        become(id, "CREATE_COMPLETE");
        JsonNode tags = cloud.calls.stream().filter(made -> made.operation().equals("PutBucketTagging")).findFirst().orElseThrow().input()
                .at("/Tagging/TagSet");
        assertThat(tags.valueStream().map(tag -> tag.path("Key").asString() + "=" + tag.path("Value").asString())).containsExactly(
                "aws:cloudformation:logical-id=B", "aws:cloudformation:stack-id=" + id, "aws:cloudformation:stack-name=One", "owner=alice");
    }

    @Test
    void theSynthesisedStacksDeployAndTheSecretIsNowhereInWhatTheyTell() throws IOException {
        String keyless = cloud.create("RolecallKeyless", resource("keyless.template.json"));
        become(keyless, "CREATE_COMPLETE");
        assertThat(cloud.stack(keyless).path("Outputs").valueStream().map(output -> output.path("OutputKey").asString())).contains(
                "LessonBucket",
                "InstanceId", "FunctionName", "InstanceRoleName", "FunctionRoleName");
        assertThat(cloud.operations()).contains("CreateVpc", "CreateVpcEndpoint", "CreateLogGroup", "PutBucketPolicy", "CreateFunction");

        String accessKey = cloud.create("RolecallAccessKey", resource("access-key.template.json"));
        become(accessKey, "CREATE_COMPLETE");
        ObjectNode function = cloud.calls.stream().filter(made -> made.operation().equals("CreateFunction")).toList().getLast().input();
        assertThat(function.at("/Environment/Variables/READER_SECRET_ACCESS_KEY").asString()).isEqualTo(RecordingCloud.SECRET);
        for (String operation : List.of("DescribeStacks", "DescribeStackEvents", "DescribeStackResources", "ListStackResources",
                "GetTemplate")) {
            assertThat(cloud.about(operation, accessKey).toString()).as(operation).doesNotContain(RecordingCloud.SECRET);
        }
        refused(() -> cloud.about("DeleteStack", keyless), "ValidationError", "in use by RolecallAccessKey");
        cloud.about("DeleteStack", accessKey);
        become(accessKey, "DELETE_COMPLETE");
        assertThat(cloud.operations()).contains("DeleteAccessKey", "DeleteUserPolicy", "DeleteUser", "TerminateInstances");
        cloud.about("DeleteStack", keyless);
        become(keyless, "DELETE_COMPLETE");
    }

    private void become(String stack, String status) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(cloud.status(stack)).as(() -> cloud.stack(stack).toString()).isEqualTo(status));
    }

    private static void refused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.getMessage()).contains(message);
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hold(CountDownLatch until) {
        try {
            assertThat(until.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StacksComeAndGoTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
