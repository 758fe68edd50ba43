package dev.rolecall.cloud.cloudformation;

import static dev.rolecall.cloud.cloudformation.RecordingCloud.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.state.DurableState;
import dev.rolecall.cloud.state.State;

/** A state that is closed while a stack is worked on and stands in one call: from then on nothing is kept, as when the cloud is killed. */
final class WhatWasUnderWayHasFailedTest {
    private static final String REASON = "The local cloud was stopped while this was under way.";
    private static final String ROLE = """
            {"Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "%s", "AssumeRolePolicyDocument": {"Version": "2012-10-17"},
                "Policies": [{"PolicyName": "%s", "PolicyDocument": {"Statement": []}}]}}%s}}""";
    private static final String PROFILE = """
            , "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Role"}]}}""";
    private static final String FIRST = ROLE.formatted("/", "Read", PROFILE);
    private static final String CHANGED = ROLE.formatted("/", "Write", PROFILE);
    private static final String REPLACED = ROLE.formatted("/team/", "Read", PROFILE);
    private static final List<String> ALL_GOES = List.of("RemoveRoleFromInstanceProfile", "DeleteInstanceProfile", "DeleteRolePolicy",
            "DeleteRole");

    @TempDir
    private Path folder;
    private State state = State.none();
    private RecordingCloud cloud = new RecordingCloud();

    @BeforeEach
    void start() {
        state = DurableState.open(folder.resolve("state"), RecordingCloud.ACCOUNT, "eu-west-1");
        cloud = new RecordingCloud(state);
    }

    @AfterEach
    void stop() {
        state.close();
    }

    @Test
    void aCreationWhoseResourceWasBeingMadeHasFailedAndWhatWasMadeGoes() throws InterruptedException {
        String id = killedIn("CreateInstanceProfile", 1, () -> cloud.create("Lesson", FIRST));
        failed(id, "CREATE_FAILED", REASON);
        assertThat(told(id, "Profile")).isEqualTo("CREATE_FAILED " + REASON);
        assertThat(told(id, "Role")).isEqualTo("CREATE_COMPLETE ");
        assertThat(cloud.about("DescribeStackEvents", id).at("/StackEvents/0/ResourceStatusReason").asString()).isEqualTo(REASON);
        delete(id);
        assertThat(cloud.operations()).containsExactly("DeleteRolePolicy", "DeleteRole");
    }

    @Test
    void aResourceGoesAsFarAsItHadCome() throws InterruptedException {
        String id = killedIn("AddRoleToInstanceProfile", 1, () -> cloud.create("Lesson", FIRST));
        failed(id, "CREATE_FAILED", REASON);
        delete(id);
        assertThat(cloud.operations()).containsExactlyElementsOf(ALL_GOES);
    }

    @Test
    void aRollbackHasFailedAndTellsWhyItBegan() throws InterruptedException {
        cloud.refuse("AddRoleToInstanceProfile", "AccessDenied", "no");
        String id = killedIn("DeleteRolePolicy", 1, () -> cloud.create("Lesson", FIRST));
        failed(id, "ROLLBACK_FAILED",
                "The following resource(s) failed to create: [Profile]. Rollback requested by user. " + REASON);
        assertThat(told(id, "Role")).isEqualTo("DELETE_FAILED " + REASON);
        delete(id);
        assertThat(cloud.operations()).containsExactly("DeleteRolePolicy", "DeleteRole");
    }

    @Test
    void anUpdateInPlaceHasFailed() throws InterruptedException {
        String id = made(FIRST);
        killedIn("PutRolePolicy", 1, () -> update(CHANGED));
        failed(id, "UPDATE_ROLLBACK_FAILED", REASON);
        assertThat(told(id, "Role")).isEqualTo("UPDATE_FAILED " + REASON);
        assertThatThrownBy(() -> update(FIRST)).isInstanceOf(AwsException.class)
                .hasMessageContaining("is in UPDATE_ROLLBACK_FAILED state and can not be updated.");
        delete(id);
        assertThat(cloud.operations()).containsExactly("RemoveRoleFromInstanceProfile", "DeleteInstanceProfile", "DeleteRolePolicy",
                "DeleteRolePolicy", "DeleteRole");
        assertThat(cloud.calls.stream().map(made -> made.input().path("PolicyName").asString(""))).contains("Read", "Write");
    }

    @Test
    void aReplacementHasFailedAndBothGo() throws InterruptedException {
        for (String operation : List.of("PutRolePolicy", "AddRoleToInstanceProfile")) {
            String id = made(FIRST);
            killedIn(operation, 1, () -> update(REPLACED));
            failed(id, "UPDATE_ROLLBACK_FAILED", REASON);
            delete(id);
            assertThat(roles("DeleteRole")).as(operation).hasSize(2).doesNotHaveDuplicates();
            assertThat(cloud.operations().indexOf("DeleteInstanceProfile")).isLessThan(cloud.operations().indexOf("DeleteRole"));
        }
    }

    @Test
    void anInterruptedUpdateIsTakenBackWhenItIsAskedFor() throws InterruptedException {
        for (String template : List.of(CHANGED, REPLACED)) {
            for (String operation : template.equals(CHANGED)
                    ? List.of("DeleteRolePolicy", "PutRolePolicy")
                    : List.of("PutRolePolicy", "AddRoleToInstanceProfile")) {
                String id = made(FIRST);
                killedIn(operation, 1, () -> update(template));
                failed(id, "UPDATE_ROLLBACK_FAILED", REASON);
                cloud.about("ContinueUpdateRollback", id);
                become(id, "UPDATE_ROLLBACK_COMPLETE");
                assertThat(roles("DeleteRole")).as(operation).hasSize(template.equals(CHANGED) ? 0 : 1);
                assertThat(cloud.calls.stream().filter(made -> template.equals(CHANGED) && made.operation().equals("PutRolePolicy"))
                        .map(made -> made.input().path("PolicyName").asString())).allMatch("Read"::equals);
                update(ROLE.formatted("/", "Other", PROFILE));
                become(id, "UPDATE_COMPLETE");
                delete(id);
                cloud.calls.clear();
            }
        }
    }

    @Test
    void whatStoppedOnItsWayIsTakenBackAfterARestart() {
        String id = made(FIRST);
        cloud.refuse("PutRolePolicy", "AccessDenied", "no");
        ObjectNode input = node("StackName", "Lesson").put("TemplateBody", CHANGED).put("DisableRollback", true);
        input.putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        cloud.call("UpdateStack", input);
        become(id, "UPDATE_FAILED");
        stop();
        start();
        assertThat(cloud.about("GetTemplate", id).path("TemplateBody").asString()).isEqualTo(CHANGED);
        cloud.about("RollbackStack", id);
        become(id, "UPDATE_ROLLBACK_COMPLETE");
        assertThat(cloud.about("GetTemplate", id).path("TemplateBody").asString()).isEqualTo(FIRST);
    }

    @Test
    void whatAnUpdateAddedGoesBeforeWhatItNeeds() throws InterruptedException {
        String id = made(ROLE.formatted("/", "Read", ""));
        killedIn("AddRoleToInstanceProfile", 1, () -> update(FIRST));
        failed(id, "UPDATE_ROLLBACK_FAILED", REASON);
        delete(id);
        assertThat(cloud.operations()).containsExactlyElementsOf(ALL_GOES);
    }

    @Test
    void anUpdateThatWasGoingBackHasFailedAndBothGo() throws InterruptedException {
        String id = made(FIRST);
        cloud.refuse("AddRoleToInstanceProfile", "AccessDenied", "no");
        killedIn("RemoveRoleFromInstanceProfile", 2, () -> update(REPLACED));
        failed(id, "UPDATE_ROLLBACK_FAILED", "The following resource(s) failed to update: [Profile]. " + REASON);
        delete(id);
        assertThat(roles("DeleteRole")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anUpdateIsCompleteWhoseCleanUpWasUnderWayAndTheNextCleansUp() throws InterruptedException {
        String id = made(FIRST);
        String old = roles("CreateRole").getFirst();
        killedIn("DeleteRole", 1, () -> update(REPLACED));
        failed(id, "UPDATE_COMPLETE", REASON);
        assertThat(told(id, "Role")).isEqualTo("UPDATE_COMPLETE ");
        update(ROLE.formatted("/team/", "Write", PROFILE));
        await().atMost(Duration.ofSeconds(10)).until(() -> cloud.operations().contains("DeleteRole")
                && cloud.status(id).equals("UPDATE_COMPLETE"));
        assertThat(roles("DeleteRole")).containsExactly(old);
    }

    @Test
    void whatACleanUpLeftGoesWithTheStack() throws InterruptedException {
        String id = made(FIRST);
        killedIn("DeleteInstanceProfile", 1, () -> update(ROLE.formatted("/", "Read", "")));
        failed(id, "UPDATE_COMPLETE", REASON);
        delete(id);
        assertThat(cloud.operations()).containsExactly("DeleteInstanceProfile", "DeleteRolePolicy", "DeleteRole");
    }

    @Test
    void whatIsRetainedStaysAlsoWhenTheCleanUpIsInterrupted() throws InterruptedException {
        String kept = """
                , "Kept": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}, "B": {"Type": "AWS::S3::Bucket"}""";
        String id = made(ROLE.formatted("/", "Read", kept));
        killedIn("DeleteBucket", 1, () -> update(ROLE.formatted("/", "Read", "")));
        failed(id, "UPDATE_COMPLETE", REASON);
        delete(id);
        assertThat(cloud.operations()).containsOnlyOnce("DeleteBucket");
    }

    @Test
    void anUpdateIsRolledBackWhoseCleanUpWasUnderWay() throws InterruptedException {
        String id = made(FIRST);
        cloud.refuse("CreateBucket", "AccessDenied", "no");
        String bucket = ", \"B\": {\"Type\": \"AWS::S3::Bucket\", \"DependsOn\": \"Role\"}";
        killedIn("DeleteRole", 1, () -> update(ROLE.formatted("/team/", "Read", bucket)));
        failed(id, "UPDATE_ROLLBACK_COMPLETE", "The following resource(s) failed to create: [B]. " + REASON);
        update(CHANGED);
        become(id, "UPDATE_COMPLETE");
        assertThat(roles("DeleteRole")).hasSize(1);
        delete(id);
        assertThat(roles("DeleteRole")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aDeletionHasFailedAndGoesOnWhereItWas() throws InterruptedException {
        String id = made(FIRST);
        killedIn("DeleteRolePolicy", 1, () -> cloud.about("DeleteStack", id));
        failed(id, "DELETE_FAILED", REASON);
        assertThat(told(id, "Profile")).isEqualTo("DELETE_COMPLETE ");
        delete(id);
        assertThat(cloud.operations()).containsExactly("DeleteRolePolicy", "DeleteRole");
    }

    private String made(String template) {
        String id = cloud.create("Lesson", template);
        become(id, "CREATE_COMPLETE");
        return id;
    }

    private ObjectNode update(String template) {
        ObjectNode input = node("StackName", "Lesson").put("TemplateBody", template);
        input.putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        return cloud.call("UpdateStack", input);
    }

    /** Ends the cloud in the so-manieth call of an operation, and starts it again. */
    private <T> T killedIn(String operation, int which, Supplier<T> work) throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        cloud.before.put(operation, _ -> {
            if (times.incrementAndGet() == which) {
                begun.countDown();
                hold(dead);
            }
        });
        T answer = work.get();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        stop();
        start();
        dead.countDown();
        return answer;
    }

    private static void hold(CountDownLatch until) {
        try {
            assertThat(until.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void failed(String id, String status, String reason) {
        assertThat(cloud.status(id)).isEqualTo(status);
        assertThat(cloud.stack(id).path("StackStatusReason").asString("")).isEqualTo(reason);
    }

    /** Where a resource stands. */
    private String told(String id, String logicalId) {
        return cloud.about("DescribeStackResources", id).path("StackResources").valueStream()
                .filter(resource -> resource.path("LogicalResourceId").asString().equals(logicalId))
                .map(resource -> resource.path("ResourceStatus").asString() + " " + resource.path("ResourceStatusReason").asString(""))
                .findFirst().orElse("");
    }

    private List<String> roles(String operation) {
        return cloud.calls.stream().filter(made -> made.operation().equals(operation))
                .map(made -> made.input().path("RoleName").asString()).toList();
    }

    private void delete(String id) {
        cloud.about("DeleteStack", id);
        become(id, "DELETE_COMPLETE");
    }

    private void become(String id, String status) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(cloud.status(id)).as(() -> cloud.stack(id).toString()).isEqualTo(status));
    }
}
