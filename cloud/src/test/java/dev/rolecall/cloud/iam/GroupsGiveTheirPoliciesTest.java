package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.TestCloud;

class GroupsGiveTheirPoliciesTest {
    private static TestCloud cloud;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        iam = cloud.iam();
    }

    @AfterAll
    static void stop() {
        iam.close();
        cloud.close();
    }

    @Test
    void whatAGroupMayItsUsersMayAslongAsTheyAreInIt() {
        AwsCredentials member = cloud.user("member", Optional.empty());
        iam.createGroup(request -> request.groupName("Listers"));
        iam.putGroupPolicy(request -> request.groupName("Listers").policyName("List")
                .policyDocument(TestCloud.allow("s3:ListAllMyBuckets", "*")));
        try (S3Client s3 = cloud.s3(member)) {
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
            iam.addUserToGroup(request -> request.groupName("Listers").userName("member"));
            iam.addUserToGroup(request -> request.groupName("listers").userName("MEMBER"));
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            assertThat(iam.getGroup(request -> request.groupName("Listers")).users()).extracting(User::userName).containsExactly("member");
            iam.removeUserFromGroup(request -> request.groupName("Listers").userName("member"));
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
        }
        assertFails(404, "NoSuchEntity", () -> iam.removeUserFromGroup(request -> request.groupName("Listers").userName("member")));
    }

    @Test
    void aDenialByAGroupsPolicyOutweighsTheUsersOwnAndIsExplainedByTheGroupsName() {
        AwsCredentials user = cloud.user("denied", Optional.of(TestCloud.allow("*", "*")));
        String arn = iam.createPolicy(
                request -> request.policyName("NoBuckets").policyDocument(TestCloud.statement("Deny", "s3:ListAllMyBuckets", "*")))
                .policy().arn();
        iam.createGroup(request -> request.groupName("Restricted"));
        iam.attachGroupPolicy(request -> request.groupName("Restricted").policyArn(arn));
        iam.addUserToGroup(request -> request.groupName("Restricted").userName("denied"));
        try (S3Client s3 = cloud.s3(user)) {
            assertThatThrownBy(s3::listBuckets).isInstanceOfSatisfying(S3Exception.class, denied -> {
                assertThat(denied.getMessage()).contains("explicit deny in an identity-based policy");
                assertThat(cloud.cloud().explanation(denied.requestId()).orElseThrow().toString())
                        .contains("policy/NoBuckets of group Restricted");
            });
        }
        assertThat(iam.listAttachedGroupPolicies(request -> request.groupName("Restricted")).attachedPolicies()).singleElement()
                .satisfies(attached -> assertThat(attached.policyArn()).isEqualTo(arn));
    }

    @Test
    void aGroupIsEmptyBeforeItGoes() {
        iam.createUser(request -> request.userName("last"));
        Group group = iam.createGroup(request -> request.groupName("Full").path("/teams/")).group();
        assertThat(group.arn()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":group/teams/Full");
        assertThat(group.groupId()).startsWith("AGPA");
        assertFails(409, "EntityAlreadyExists", () -> iam.createGroup(request -> request.groupName("FULL")));
        iam.addUserToGroup(request -> request.groupName("Full").userName("last"));
        iam.putGroupPolicy(request -> request.groupName("Full").policyName("p").policyDocument(TestCloud.allow("s3:*", "*")));
        iam.attachGroupPolicy(request -> request.groupName("Full").policyArn("arn:aws:iam::aws:policy/AWSDenyAll"));

        assertFails(409, "DeleteConflict", "remove users from group first", () -> iam.deleteGroup(request -> request.groupName("Full")));
        assertFails(409, "DeleteConflict", "remove users from group first", () -> iam.deleteUser(request -> request.userName("last")));
        iam.removeUserFromGroup(request -> request.groupName("Full").userName("last"));
        assertFails(409, "DeleteConflict", "detach all policies first", () -> iam.deleteGroup(request -> request.groupName("Full")));
        iam.detachGroupPolicy(request -> request.groupName("Full").policyArn("arn:aws:iam::aws:policy/AWSDenyAll"));
        assertFails(409, "DeleteConflict", "delete policies first", () -> iam.deleteGroup(request -> request.groupName("Full")));
        assertThat(iam.listGroupPolicies(request -> request.groupName("Full")).policyNames()).containsExactly("p");
        assertThat(iam.getGroupPolicy(request -> request.groupName("Full").policyName("p")).groupName()).isEqualTo("Full");
        iam.deleteGroupPolicy(request -> request.groupName("Full").policyName("p"));
        iam.deleteGroup(request -> request.groupName("Full"));
        iam.deleteUser(request -> request.userName("last"));
        assertFails(404, "NoSuchEntity", () -> iam.getGroup(request -> request.groupName("Full")));
    }

    @Test
    void aGroupUnderAnotherNameKeepsItsUsersAndPolicies() {
        AwsCredentials user = cloud.user("moving", Optional.empty());
        iam.createGroup(request -> request.groupName("Before"));
        iam.putGroupPolicy(
                request -> request.groupName("Before").policyName("p").policyDocument(TestCloud.allow("s3:ListAllMyBuckets", "*")));
        iam.addUserToGroup(request -> request.groupName("Before").userName("moving"));
        iam.createGroup(request -> request.groupName("Taken"));
        assertFails(409, "EntityAlreadyExists", () -> iam.updateGroup(request -> request.groupName("Before").newGroupName("taken")));
        iam.updateGroup(request -> request.groupName("Before").newGroupName("After").newPath("/new/"));
        assertFails(404, "NoSuchEntity", () -> iam.getGroup(request -> request.groupName("Before")));
        assertThat(iam.listGroupsForUser(request -> request.userName("moving")).groups()).singleElement()
                .satisfies(group -> assertThat(group.arn()).endsWith(":group/new/After"));
        try (S3Client s3 = cloud.s3(user)) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
        }
        assertThat(iam.listGroups(request -> request.pathPrefix("/new/")).groups()).extracting(Group::groupName).containsExactly("After");
    }

    @Test
    void aUserIsInTenGroupsAtMost() {
        iam.createUser(request -> request.userName("social"));
        IntStream.rangeClosed(0, 10).forEach(number -> iam.createGroup(request -> request.groupName("circle-" + number)));
        IntStream.range(0, 10).forEach(number -> iam.addUserToGroup(request -> request.groupName("circle-" + number).userName("social")));
        assertFails(409, "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10",
                () -> iam.addUserToGroup(request -> request.groupName("circle-10").userName("social")));
        assertThat(iam.listGroupsForUserPaginator(request -> request.userName("social").maxItems(3)).groups().stream()).hasSize(10);
    }
}
