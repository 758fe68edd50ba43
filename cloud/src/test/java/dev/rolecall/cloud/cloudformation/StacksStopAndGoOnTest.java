package dev.rolecall.cloud.cloudformation;

import static dev.rolecall.cloud.cloudformation.RecordingCloud.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/**
 * Where rollback is disabled, a stack stops at what fails, and goes on from there or back when it is told to.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html">Stack failure options</a>
 */
final class StacksStopAndGoOnTest {
    /** Two notes, a bucket that needs the first, and a note that needs the bucket. */
    private static final String STACK = """
            {"Resources": {
              "One": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/one", "Value": "%1$s"}},
              "Two": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/two", "Value": "%1$s"}},
              "Bucket": {"Type": "AWS::S3::Bucket", "DependsOn": "One"},
              "Last": {"Type": "AWS::SSM::Parameter", "DependsOn": "Bucket", "Properties": {"Type": "String", "Name": "/last", "Value": "x"}}}}""";
    private static final String NOTES = """
            {"Resources": {
              "One": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/one", "Value": "%1$s"}},
              "Two": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/two", "Value": "%1$s"}}}}""";
    private static final String MOVED = """
            {"Resources": {
              "One": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/moved", "Value": "a"}},
              "Two": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/two", "Value": "a"}}}}""";

    private final RecordingCloud cloud = new RecordingCloud();

    @Test
    void aCreationStopsOnThePathThatFailsAndTheUpdateMakesTheRest() {
        cloud.refuse("CreateBucket", "AccessDenied", "no");
        String id = create(STACK.formatted("a"));
        become(id, "CREATE_FAILED");
        assertThat(resources(id)).containsExactlyInAnyOrder("One CREATE_COMPLETE", "Two CREATE_COMPLETE", "Bucket CREATE_FAILED");
        refused(() -> update(STACK.formatted("a"), false), "is in CREATE_FAILED state and can not be updated.");

        cloud.before.clear();
        cloud.calls.clear();
        update(STACK.formatted("a"), true);
        become(id, "UPDATE_COMPLETE");
        assertThat(cloud.operations()).containsSubsequence("CreateBucket", "PutParameter").doesNotContain("DeleteParameter");
        assertThat(resources(id)).contains("Bucket CREATE_COMPLETE", "Last CREATE_COMPLETE");
    }

    @Test
    void aCreationThatStoppedIsTakenBack() {
        cloud.refuse("CreateBucket", "AccessDenied", "no");
        String id = create(STACK.formatted("a"));
        become(id, "CREATE_FAILED");
        cloud.about("RollbackStack", id);
        become(id, "ROLLBACK_COMPLETE");
        assertThat(cloud.operations().stream().filter("DeleteParameter"::equals)).hasSize(2);
        refused(() -> cloud.about("RollbackStack", id), "cannot be rolled back while in status ROLLBACK_COMPLETE");
    }

    @Test
    void anUpdateStopsWhereItFailsAndWhatSucceededStays() {
        String id = complete();
        cloud.before.put("PutParameter", input -> {
            if (input.path("Name").asString().equals("/two") && input.path("Value").asString().equals("b")) {
                throw new AwsException("AccessDenied", 403, "no");
            }
        });
        update(NOTES.formatted("b"), true);
        become(id, "UPDATE_FAILED");
        assertThat(resources(id)).containsExactlyInAnyOrder("One UPDATE_COMPLETE", "Two UPDATE_FAILED");
        assertThat(value("/two")).as("what failed is as it was").isEqualTo("a");
        assertThat(value("/one")).isEqualTo("b");
        assertThat(cloud.about("GetTemplate", id).path("TemplateBody").asString()).as("what it shall be").isEqualTo(NOTES.formatted("b"));
        refused(() -> update(NOTES.formatted("c"), false), "is in UPDATE_FAILED state and can not be updated.");

        cloud.before.clear();
        update(NOTES.formatted("b"), true);
        become(id, "UPDATE_COMPLETE");
        assertThat(value("/two")).isEqualTo("b");
        assertThat(cloud.about("GetTemplate", id).path("TemplateBody").asString()).isEqualTo(NOTES.formatted("b"));
    }

    @Test
    void anUpdateThatStoppedIsTakenBackToWhatWasCompleteLast() {
        String id = complete();
        cloud.refuse("CreateBucket", "AccessDenied", "no");
        update(STACK.formatted("b"), true);
        become(id, "UPDATE_FAILED");
        assertThat(value("/one")).isEqualTo("b");
        cloud.about("RollbackStack", id);
        become(id, "UPDATE_ROLLBACK_COMPLETE");
        assertThat(value("/one")).isEqualTo("a");
        assertThat(value("/two")).isEqualTo("a");
        assertThat(resources(id)).containsExactlyInAnyOrder("One UPDATE_COMPLETE", "Two UPDATE_COMPLETE");
        assertThat(cloud.about("GetTemplate", id).path("TemplateBody").asString()).isEqualTo(NOTES.formatted("a"));
    }

    @Test
    void whatAnAttemptMadeAndTheNextTemplateHasNoMoreGoes() {
        String id = complete();
        cloud.refuse("PutParameter", "AccessDenied", "no");
        update(STACK.formatted("a"), true);
        become(id, "UPDATE_FAILED");
        assertThat(resources(id)).contains("Bucket CREATE_COMPLETE", "Last CREATE_FAILED");
        cloud.before.clear();
        update(NOTES.formatted("a"), true);
        become(id, "UPDATE_COMPLETE");
        assertThat(cloud.operations()).contains("DeleteBucket");
        assertThat(resources(id)).hasSize(2);
    }

    @Test
    void aReplacementNeedsARollback() {
        String id = complete();
        update(MOVED, true);
        become(id, "UPDATE_FAILED");
        assertThat(reason(id, "One")).isEqualTo("Replacement type updates not supported on stack with disable-rollback.");
        cloud.about("RollbackStack", id);
        become(id, "UPDATE_ROLLBACK_COMPLETE");
        assertThat(resources(id)).contains("One UPDATE_COMPLETE");
    }

    @Test
    void aRollbackThatFailedGoesOnOrLeavesWhatItIsToldToLeave() {
        for (String how : List.of("again", "ResourcesToSkip", "ForceRollback")) {
            String id = complete();
            cloud.before.put("PutParameter", input -> {
                if (input.path("Name").asString().equals("/two")) {
                    throw new AwsException("AccessDenied", 403, "no");
                }
            });
            update(NOTES.formatted("b"), false);
            become(id, "UPDATE_ROLLBACK_FAILED");
            refused(() -> update(NOTES.formatted("b"), true), "is in UPDATE_ROLLBACK_FAILED state and can not be updated.");
            ObjectNode input = node("StackName", id);
            switch (how) {
                case "again" -> cloud.before.clear();
                case "ResourcesToSkip" -> input.putArray("ResourcesToSkip").add("Two");
                default -> input.put("ForceRollback", true);
            }
            cloud.call("ContinueUpdateRollback", input);
            become(id, "UPDATE_ROLLBACK_COMPLETE");
            assertThat(value("/one")).isEqualTo("a");
            assertThat(value("/two")).isEqualTo("a");
            assertThat(reason(id, "Two")).isEqualTo(how.equals("again") ? "" : "Resource skipped during UpdateRollback");
            refused(() -> cloud.about("ContinueUpdateRollback", id), "UPDATE_ROLLBACK_COMPLETE state and can not continue rollback");
            cloud.before.clear();
            cloud.about("DeleteStack", id);
            become(id, "DELETE_COMPLETE");
        }
    }

    @Test
    void onlyWhatCouldNotBeRolledBackIsSkipped() {
        String id = complete();
        cloud.before.put("PutParameter", input -> {
            if (input.path("Name").asString().equals("/two")) {
                throw new AwsException("AccessDenied", 403, "no");
            }
        });
        update(NOTES.formatted("b"), false);
        become(id, "UPDATE_ROLLBACK_FAILED");
        ObjectNode input = node("StackName", id);
        input.putArray("ResourcesToSkip").add("One");
        refused(() -> cloud.call("ContinueUpdateRollback", input), "ResourcesToSkip names One, which is not in UPDATE_FAILED.");
    }

    @Test
    void anUpdateIsCancelledWhileItIsUnderWay() throws InterruptedException {
        String id = complete();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        cloud.before.put("CreateBucket", _ -> {
            begun.countDown();
            await().atMost(Duration.ofSeconds(10)).until(() -> cancelled.getCount() == 0);
        });
        Thread.ofVirtual().start(() -> update(STACK.formatted("b"), false));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        cloud.about("CancelUpdateStack", id);
        cancelled.countDown();
        become(id, "UPDATE_ROLLBACK_COMPLETE");
        assertThat(cloud.operations()).contains("DeleteBucket");
        assertThat(value("/one")).isEqualTo("a");
        refused(() -> cloud.about("CancelUpdateStack", id), "CancelUpdateStack cannot be called from current stack status");
    }

    @Test
    void aProtectedStackStays() {
        String id = cloud.create("Lesson", node("TemplateBody", NOTES.formatted("a")).put("EnableTerminationProtection", "true"));
        become(id, "CREATE_COMPLETE");
        assertThat(cloud.stack(id).path("EnableTerminationProtection").asBoolean()).isTrue();
        refused(() -> cloud.about("DeleteStack", "Lesson"), "Stack [Lesson] cannot be deleted while TerminationProtection is enabled");
        cloud.call("UpdateTerminationProtection", node("StackName", "Lesson").put("EnableTerminationProtection", false));
        cloud.about("DeleteStack", "Lesson");
        become(id, "DELETE_COMPLETE");
    }

    @Test
    void whatCannotBeDeletedCanBeLeftBehind() {
        String id = complete();
        ObjectNode input = node("StackName", id);
        input.putArray("RetainResources").add("Two");
        refused(() -> cloud.call("DeleteStack", input), "RetainResources can be given only for a stack in DELETE_FAILED");
        cloud.before.put("DeleteParameter", call -> {
            if (call.path("Name").asString().equals("/two")) {
                throw new AwsException("AccessDenied", 403, "no");
            }
        });
        cloud.about("DeleteStack", id);
        become(id, "DELETE_FAILED");
        cloud.call("DeleteStack", input);
        become(id, "DELETE_COMPLETE");
    }

    @Test
    void whatWouldBePassedOverInSilenceIsRefused() {
        refused(() -> cloud.create("L", node("TemplateBody", NOTES.formatted("a")).put("TimeoutInMinutes", 5)),
                "This local cloud does not implement TimeoutInMinutes of CreateStack.");
        refused(() -> cloud.create("L", node("TemplateBody", NOTES.formatted("a")).put("StackPolicyBody", "{}")),
                "This local cloud does not implement StackPolicyBody of CreateStack.");
        ObjectNode express = node("TemplateBody", NOTES.formatted("a"));
        express.putObject("DeploymentConfig").put("Mode", "EXPRESS");
        refused(() -> cloud.create("L", express), "This local cloud does not implement Mode EXPRESS of DeploymentConfig.");
    }

    @Test
    void aResourceIsDescribedWithItsMetadata() {
        String id = cloud.create("Lesson", """
                {"Resources": {"P": {"Type": "AWS::SSM::Parameter", "Metadata": {"aws:cdk:path": "Lesson/P"}, "Description": "A note",
                  "Properties": {"Type": "String", "Name": "/p", "Value": "v"}}}}""");
        become(id, "CREATE_COMPLETE");
        ObjectNode asked = node("StackName", "Lesson").put("LogicalResourceId", "P");
        ObjectNode detail = (ObjectNode) cloud.call("DescribeStackResource", asked).path("StackResourceDetail");
        assertThat(detail.path("PhysicalResourceId").asString()).isEqualTo("/p");
        assertThat(detail.path("Metadata").asString()).isEqualTo("{\"aws:cdk:path\":\"Lesson/P\"}");
        assertThat(detail.path("Description").asString()).isEqualTo("A note");
        refused(() -> cloud.call("DescribeStackResource", node("StackName", "Lesson").put("LogicalResourceId", "Q")),
                "Resource Q does not exist for stack Lesson");
    }

    @Test
    void eventsHaveTimesInTheirOrderAndComeInPages() {
        StringBuilder many = new StringBuilder("{\"Resources\": {");
        for (int i = 0; i < 40; i++) {
            many.append(
                    "\"P%1$d\": {\"Type\": \"AWS::SSM::Parameter\", \"Properties\": {\"Type\": \"String\", \"Name\": \"/p%1$d\", \"Value\": \"v\"}},"
                            .formatted(i));
        }
        String id = cloud.create("Many", many.append("\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}").toString());
        become(id, "CREATE_COMPLETE");
        ObjectNode first = cloud.about("DescribeStackEvents", id);
        assertThat(first.path("StackEvents")).hasSize(100);
        ObjectNode second = cloud.call("DescribeStackEvents", node("StackName", id).put("NextToken", first.path("NextToken").asString()));
        assertThat(second.path("StackEvents")).isNotEmpty();
        assertThat(first.path("StackEvents").valueStream().map(event -> event.path("Timestamp").asString())).doesNotHaveDuplicates();
        assertThat(first.at("/StackEvents/0/ResourceStatus").asString()).isEqualTo("CREATE_COMPLETE");
    }

    private String complete() {
        String id = cloud.create("Lesson", NOTES.formatted("a"));
        become(id, "CREATE_COMPLETE");
        cloud.calls.clear();
        return id;
    }

    private String create(String template) {
        return cloud.create("Lesson", node("TemplateBody", template).put("DisableRollback", true));
    }

    private void update(String template, boolean preserving) {
        ObjectNode input = node("StackName", "Lesson").put("TemplateBody", template);
        cloud.call("UpdateStack", preserving ? input.put("DisableRollback", true) : input);
    }

    /** What a stored parameter was set to last. */
    private String value(String name) {
        return cloud.calls.stream()
                .filter(made -> made.operation().equals("PutParameter") && made.input().path("Name").asString().equals(name))
                .reduce((_, last) -> last).map(made -> made.input().path("Value").asString()).orElse("a");
    }

    private List<String> resources(String stack) {
        return cloud.about("DescribeStackResources", stack).path("StackResources").valueStream()
                .map(resource -> resource.path("LogicalResourceId").asString() + " " + resource.path("ResourceStatus").asString()).toList();
    }

    private String reason(String stack, String logicalId) {
        return cloud.call("DescribeStackResource", node("StackName", stack).put("LogicalResourceId", logicalId))
                .path("StackResourceDetail").path("ResourceStatusReason").asString("");
    }

    private void become(String stack, String status) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(cloud.status(stack)).as(() -> cloud.stack(stack).toString()).isEqualTo(status));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo("ValidationError");
            assertThat(e.getMessage()).contains(message);
        });
    }
}
