package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.state.State;

/** Actions, resources and condition keys as the service authorization reference lists them for IAM. */
class IamAsksWhatTheReferenceSaysTest {
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
    void everyOperationIsInTheMapAndNothingElse() {
        assertThat(new IamService(Map.of(), new Credentials(), new LastUses(), State.none()).operations()).extracting(Operation::name)
                .doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(AuthorizationMap.of("iam").operations());
    }

    private static IamClient delegate(String name, String statements) {
        AwsCredentials key = cloud.user(name,
                Optional.of("{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}"));
        return cloud.iam(key);
    }

    @Test
    void aRoleIsPassedToTheProfileThatHoldsIt() {
        cloud.role("passed", TestCloud.allow("s3:*", "*"));
        iam.createInstanceProfile(request -> request.instanceProfileName("holder"));
        try (IamClient own = delegate("passer", """
                {"Effect": "Allow", "Action": "iam:AddRoleToInstanceProfile", "Resource": "arn:aws:iam::*:instance-profile/holder"}""")) {
            assertFails(403, "AccessDenied", "iam:PassRole on resource: arn:aws:iam::" + TestCloud.ACCOUNT + ":role/passed",
                    () -> own.addRoleToInstanceProfile(request -> request.instanceProfileName("holder").roleName("passed")));
        }
    }

    @Test
    void whichPolicyIsAttachedCanBeLimited() {
        iam.createGroup(request -> request.groupName("attaching"));
        try (IamClient own = delegate("attacher", """
                {"Effect": "Allow", "Action": "iam:Attach*", "Resource": "*",
                 "Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}}}""")) {
            own.attachGroupPolicy(
                    request -> request.groupName("attaching").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
            assertFails(403, "AccessDenied", () -> own
                    .attachUserPolicy(request -> request.userName("attacher").policyArn("arn:aws:iam::aws:policy/AdministratorAccess")));
        }
    }

    @Test
    void tagsOfTheRequestAndOfTheResourceAreSeen() {
        try (IamClient own = delegate("tagger",
                """
                {"Effect": "Allow", "Action": ["iam:CreateUser", "iam:TagUser"], "Resource": "*", "Condition": {
                 "StringEquals": {"aws:RequestTag/team": "red"}, "ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}},
                {"Effect": "Allow", "Action": "iam:DeleteUser", "Resource": "*", "Condition": {"StringEquals": {"iam:ResourceTag/team": "red"}}},
                {"Effect": "Allow", "Action": "iam:DeletePolicy", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "red"}}},
                {"Effect": "Allow", "Action": "iam:UntagUser", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "old"}}}""")) {
            Tag red = Tag.builder().key("team").value("red").build();
            assertFails(403, "AccessDenied", () -> own.createUser(request -> request.userName("untagged")));
            assertFails(403, "AccessDenied", () -> own.createUser(
                    request -> request.userName("untagged").tags(red, Tag.builder().key("more").value("x").build())));
            own.createUser(request -> request.userName("red-user").tags(red));
            iam.createUser(request -> request.userName("blue-user"));
            assertFails(403, "AccessDenied", () -> own.deleteUser(request -> request.userName("blue-user")));
            assertFails(403, "AccessDenied", () -> own.untagUser(request -> request.userName("red-user").tagKeys("team")));
            own.untagUser(request -> request.userName("red-user").tagKeys("old"));
            own.deleteUser(request -> request.userName("red-user"));
            String arn = iam.createPolicy(
                    request -> request.policyName("red-policy").policyDocument(TestCloud.allow("s3:*", "*")).tags(red)).policy().arn();
            own.deletePolicy(request -> request.policyArn(arn));
        }
    }

    @Test
    void aParameterThatAnOperationDoesNotHaveMakesNoConditionTrue() {
        String boundary = "arn:aws:iam::aws:policy/PowerUserAccess";
        AwsCredentials key = cloud.user("sly", Optional.of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:CreateUser", "iam:PutUserPolicy"],
                 "Resource": "*", "Condition": {"StringEquals": {"iam:PermissionsBoundary": "%s"}}}]}""".formatted(boundary)));
        iam.createUser(request -> request.userName("unbounded"));
        try (IamClient own = cloud.iam(key)) {
            // The same parameter, where the operation has it.
            own.createUser(request -> request.userName("control")
                    .overrideConfiguration(options -> options.putRawQueryParameter("PermissionsBoundary", boundary)));
            assertFails(403, "AccessDenied",
                    () -> own.putUserPolicy(request -> request.userName("unbounded").policyName("p")
                            .policyDocument(TestCloud.allow("*", "*"))
                            .overrideConfiguration(options -> options.putRawQueryParameter("PermissionsBoundary", boundary))));
        }
    }

    @Test
    void aParameterThatAnOperationDoesNotHaveNamesNoResource() {
        try (IamClient own = delegate("forger",
                "{\"Effect\": \"Allow\", \"Action\": \"iam:CreatePolicy\", \"Resource\": \"arn:aws:iam::*:policy/mine\"}")) {
            String arn = own.createPolicy(request -> request.policyName("mine").policyDocument(TestCloud.allow("s3:*", "*"))).policy()
                    .arn();
            assertFails(403, "AccessDenied", "policy/another",
                    () -> own.createPolicy(request -> request.policyName("another").policyDocument(TestCloud.allow("s3:*", "*"))
                            .overrideConfiguration(options -> options.putRawQueryParameter("PolicyArn", arn))));
        }
    }
}
