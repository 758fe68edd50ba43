package dev.rolecall.cloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** What is changed behind CloudFormation's back is found by comparing it with the template, and changed back by a change set that asks for it. */
final class DriftIsFoundAndRevertedTest {
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Teller implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) {}
            }
            """;
    private static final String DOCUMENT = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}""";
    private static final String TEMPLATE = """
            {"Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "drifter", "Description": "as it was", "MaxSessionDuration": 3600,
                "Tags": [{"Key": "team", "Value": "blue"}], "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]},
                "Policies": [{"PolicyName": "Read", "PolicyDocument": %1$s}]}},
              "More": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "More", "PolicyDocument": %1$s, "Roles": [{"Ref": "Role"}]}},
              "Shared": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": %1$s, "Roles": [{"Ref": "Role"}]}},
              "Key": {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": "User"}}},
              "User": {"Type": "AWS::IAM::User"},
              "Function": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "drifter", "Runtime": "java25", "Handler": "Teller",
                "MemorySize": 256, "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"S3Bucket": "code-of-a-drift", "S3Key": "teller.jar"},
                "Environment": {"Variables": {"PLACE": "here", "SECRET": {"Fn::GetAtt": ["Key", "SecretAccessKey"]}}}}},
              "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/drifter", "RetentionInDays": 1}},
              "Note": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/drifter", "Value": "one"}},
              "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"PublicAccessBlockConfiguration": {"BlockPublicAcls": true,
                "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true}}}}}""".formatted(DOCUMENT);

    @TempDir
    private static Path folder;
    private static final TestCloud cloud = new TestCloud();
    private static final CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
    private static final IamClient iam = cloud.iam();
    private static final CloudWatchLogsClient logs = cloud.logs(cloud.administrator());
    private static final LambdaClient lambda = cloud.lambda(cloud.administrator());

    @BeforeAll
    static void uploadTheCode() throws Exception {
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("code-of-a-drift"));
            Path jar = TestJar.of(folder, "Teller", HANDLER);
            s3.putObject(request -> request.bucket("code-of-a-drift").key("teller.jar"), RequestBody.fromFile(jar));
        }
    }

    @AfterAll
    static void stop() {
        stacks.close();
        iam.close();
        logs.close();
        lambda.close();
        cloud.close();
    }

    @BeforeEach
    void create() {
        stacks.createStack(request -> request.stackName("Drifter").templateBody(TEMPLATE).capabilities(Capability.CAPABILITY_NAMED_IAM));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName("Drifter"));
    }

    @AfterEach
    void delete() {
        stacks.deleteStack(request -> request.stackName("Drifter"));
        stacks.waiter().waitUntilStackDeleteComplete(request -> request.stackName("Drifter"));
    }

    @Test
    void whatNobodyTouchedIsInSync() {
        assertThat(stacks.describeStacks(request -> request.stackName("Drifter")).stacks().getFirst().driftInformation().stackDriftStatus())
                .isEqualTo(StackDriftStatus.NOT_CHECKED);
        assertThat(detect().stackDriftStatus()).isEqualTo(StackDriftStatus.IN_SYNC);
        assertThat(drifts()).isEqualTo(Map.of("Role", "IN_SYNC", "Shared", "IN_SYNC", "User", "IN_SYNC", "Function", "IN_SYNC", "Log",
                "IN_SYNC", "Note", "IN_SYNC", "Bucket", "IN_SYNC"));
        assertThat(stacks.describeStacks(request -> request.stackName("Drifter")).stacks().getFirst().driftInformation().stackDriftStatus())
                .isEqualTo(StackDriftStatus.IN_SYNC);
    }

    @Test
    void whatWasChangedIsToldAndChangedBack() {
        change();
        DescribeStackDriftDetectionStatusResponse status = detect();
        assertThat(status.stackDriftStatus()).isEqualTo(StackDriftStatus.DRIFTED);
        assertThat(status.driftedStackResourceCount()).isEqualTo(3);
        assertThat(drifts()).containsEntry("Role", "MODIFIED").containsEntry("Function", "MODIFIED").containsEntry("Log", "DELETED")
                .containsEntry("Note", "IN_SYNC");
        assertThat(differences("Role")).containsExactlyInAnyOrder("/Description NOT_EQUAL as it was changed", "/Tags/1 ADD null {\"Key\":"
                + "\"by\",\"Value\":\"hand\"}", "/ManagedPolicyArns/0 REMOVE arn:aws:iam::aws:policy/ReadOnlyAccess null",
                "/Policies/1 ADD null {\"PolicyName\":\"Extra\",\"PolicyDocument\":" + DOCUMENT.replace(" ", "") + "}");
        assertThat(differences("Function")).containsExactlyInAnyOrder("/Environment/Variables/PLACE NOT_EQUAL here there",
                "/Environment/Variables/SECRET REMOVE **** null");

        DescribeChangeSetResponse nothing = changeSet("plain", false);
        assertThat(nothing.statusReason()).as("the template is the same").startsWith("The submitted information didn't contain changes.");
        DescribeChangeSetResponse back = changeSet("back", true);
        assertThat(back.changes().stream().map(change -> change.resourceChange().logicalResourceId() + " "
                + change.resourceChange().actionAsString())).containsExactlyInAnyOrder("Role Modify", "Function Modify", "Log Add");
        stacks.executeChangeSet(request -> request.changeSetName(back.changeSetId()));
        stacks.waiter().waitUntilStackUpdateComplete(request -> request.stackName("Drifter"));

        assertThat(detect().stackDriftStatus()).isEqualTo(StackDriftStatus.IN_SYNC);
        assertThat(iam.listRolePolicies(request -> request.roleName("drifter")).policyNames()).containsExactlyInAnyOrder("Read", "More");
        assertThat(lambda.getFunctionConfiguration(request -> request.functionName("drifter")).environment().variables())
                .containsEntry("PLACE", "here").containsKey("SECRET");
    }

    @Test
    void oneResourceIsComparedAlone() {
        iam.updateRole(request -> request.roleName("drifter").description("changed"));
        StackResourceDrift drift = stacks.detectStackResourceDrift(request -> request.stackName("Drifter").logicalResourceId("Role"))
                .stackResourceDrift();
        assertThat(drift.stackResourceDriftStatusAsString()).isEqualTo("MODIFIED");
        assertThat(drift.propertyDifferences()).hasSize(1);
        assertThatThrownBy(() -> stacks.detectStackResourceDrift(request -> request.stackName("Drifter").logicalResourceId("Key")))
                .hasMessageContaining("This local cloud does not implement drift detection of AWS::IAM::AccessKey.");
    }

    @Test
    void whoMayNotReadAResourceDoesNotLearnOfIt() {
        AwsCredentials detective = cloud.user("detective", Optional
                .of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["cloudformation:*", "lambda:Get*"], "Resource": "*"}]}"""));
        try (CloudFormationClient client = cloud.cloudFormation(detective)) {
            String id = client.detectStackDrift(request -> request.stackName("Drifter")).stackDriftDetectionId();
            DescribeStackDriftDetectionStatusResponse status = client
                    .describeStackDriftDetectionStatus(request -> request.stackDriftDetectionId(id));
            assertThat(status.stackDriftStatusAsString()).isEqualTo("UNKNOWN");
            assertThat(status.detectionStatusReason()).contains("Role:", "is not authorized to perform: iam:GetRole");
        }
        assertThat(drifts()).containsEntry("Role", "UNKNOWN").containsEntry("Function", "IN_SYNC");
    }

    private static void change() {
        iam.updateRole(request -> request.roleName("drifter").description("changed").maxSessionDuration(3600));
        iam.tagRole(request -> request.roleName("drifter").tags(Tag.builder().key("by").value("hand").build()));
        iam.putRolePolicy(request -> request.roleName("drifter").policyName("Extra").policyDocument(DOCUMENT.replace(" ", "")));
        iam.detachRolePolicy(request -> request.roleName("drifter").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        lambda.updateFunctionConfiguration(
                request -> request.functionName("drifter").environment(variables -> variables.variables(Map.of("PLACE", "there"))));
        logs.deleteLogGroup(request -> request.logGroupName("/drifter"));
    }

    private static DescribeStackDriftDetectionStatusResponse detect() {
        String id = stacks.detectStackDrift(request -> request.stackName("Drifter")).stackDriftDetectionId();
        DescribeStackDriftDetectionStatusResponse status = stacks
                .describeStackDriftDetectionStatus(request -> request.stackDriftDetectionId(id));
        assertThat(status.detectionStatus()).isEqualTo(StackDriftDetectionStatus.DETECTION_COMPLETE);
        return status;
    }

    private static Map<String, String> drifts() {
        return found().stream().collect(
                Collectors.toMap(StackResourceDrift::logicalResourceId, StackResourceDrift::stackResourceDriftStatusAsString));
    }

    private static List<StackResourceDrift> found() {
        return stacks.describeStackResourceDrifts(request -> request.stackName("Drifter")).stackResourceDrifts();
    }

    private static List<String> differences(String logicalId) {
        return found().stream().filter(drift -> drift.logicalResourceId().equals(logicalId))
                .flatMap(drift -> drift.propertyDifferences().stream()).map(difference -> difference.propertyPath() + " "
                        + difference.differenceTypeAsString() + " " + difference.expectedValue() + " " + difference.actualValue())
                .toList();
    }

    private static DescribeChangeSetResponse changeSet(String name, boolean reverting) {
        String id = stacks.createChangeSet(request -> {
            request.stackName("Drifter").changeSetName(name).changeSetType(ChangeSetType.UPDATE).templateBody(TEMPLATE)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM);
            if (reverting) {
                request.deploymentMode("REVERT_DRIFT");
            }
        }).id();
        DescribeChangeSetResponse described = stacks.describeChangeSet(request -> request.changeSetName(id));
        assertThat(described.deploymentModeAsString()).isEqualTo(reverting ? "REVERT_DRIFT" : null);
        assertThat(stacks.describeStacks(request -> request.stackName("Drifter")).stacks().getFirst().stackStatus())
                .isEqualTo(StackStatus.CREATE_COMPLETE);
        return described;
    }
}
