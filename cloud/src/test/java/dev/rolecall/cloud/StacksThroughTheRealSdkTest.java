package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.process.TestJar;

/** CloudFormation, Lambda and EC2 through the gateway, by the clients that people use. */
final class StacksThroughTheRealSdkTest {
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Greeter implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    context.getLogger().log("greeting");
                    if (new String(in.readAllBytes()).contains("fail")) throw new IllegalStateException("as asked");
                    out.write(("\\"Hello from " + System.getenv("PLACE") + "\\"").getBytes());
                }
            }
            """;
    private static final String TEMPLATE = """
            {"Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}}},
              "Function": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "java25", "Handler": "Greeter", "MemorySize": 256,
                "Timeout": 20, "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"S3Bucket": "code-of-a-test", "S3Key": "greeter.jar"},
                "Environment": {"Variables": {"PLACE": {"Fn::Sub": "${AWS::StackName} in ${AWS::Region}"}}}}},
              "Machine": {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": "ami-0123456789abcdef0", "InstanceType": "t4g.micro",
                "UserData": {"Fn::Base64": "#cloud-config\\nruncmd:\\n  - [mkdir, -p, /opt/test]\\n"}}}},
             "Outputs": {"Function": {"Value": {"Ref": "Function"}}, "Machine": {"Value": {"Ref": "Machine"}}}}""";

    @TempDir
    private static Path folder;
    private static final TestCloud cloud = new TestCloud();

    @BeforeAll
    static void uploadTheCode() throws Exception {
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("code-of-a-test"));
            s3.putObject(request -> request.bucket("code-of-a-test").key("greeter.jar"),
                    RequestBody.fromFile(TestJar.of(folder, "Greeter", HANDLER)));
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aStackComesWithItsFunctionAndItsInstanceAndGoes() {
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
                LambdaClient lambda = cloud.lambda(cloud.administrator());
                Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            String id = create(stacks, "Whole");
            Map<String, String> outputs = finished(stacks, id, StackStatus.CREATE_COMPLETE).outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));

            InvokeResponse answer = lambda.invoke(request -> request.functionName(outputs.get("Function")).logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String("{}")));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.functionError()).isNull();
            assertThat(answer.payload().asUtf8String()).isEqualTo("\"Hello from Whole in us-east-1\"");
            assertThat(text(answer.logResult())).contains("greeting").contains("REPORT RequestId:");

            String machine = String.valueOf(outputs.get("Machine"));
            Instance instance = ec2.describeInstances(request -> request.instanceIds(machine)).reservations().getFirst().instances()
                    .getFirst();
            assertThat(instance.state().nameAsString()).isEqualTo("running");
            await()
                    .until(() -> text(ec2.getConsoleOutput(request -> request.instanceId(machine)).output()).contains("boot finished"));

            stacks.deleteStack(request -> request.stackName("Whole"));
            finished(stacks, id, StackStatus.DELETE_COMPLETE);
            assertError(() -> stacks.describeStacks(request -> request.stackName("Whole")), 400, "ValidationError",
                    "Stack with id Whole does not exist");
            assertError(() -> lambda.getFunctionConfiguration(request -> request.functionName(outputs.get("Function"))), 404,
                    "ResourceNotFoundException", "Function not found");
        }
    }

    @Test
    void whatAFunctionThrowsIsAFunctionErrorAndNotAnError() {
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
                LambdaClient lambda = cloud.lambda(cloud.administrator())) {
            Stack stack = finished(stacks, create(stacks, "Failing"), StackStatus.CREATE_COMPLETE);
            String function = stack.outputs().stream().filter(output -> output.outputKey().equals("Function")).findFirst().orElseThrow()
                    .outputValue();

            InvokeResponse answer = lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String("\"fail\"")));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.functionError()).isEqualTo("Unhandled");
            assertThat(answer.payload().asUtf8String()).contains("as asked").contains("IllegalStateException");
        }
    }

    @Test
    void eachServiceDeniesWithItsOwnCode() {
        AwsCredentials nobody = cloud.user("Nobody", Optional.empty());
        try (CloudFormationClient stacks = cloud.cloudFormation(nobody);
                LambdaClient lambda = cloud.lambda(nobody);
                Ec2Client ec2 = cloud.ec2(nobody)) {
            assertError(() -> create(stacks, "Denied"), 403, "AccessDenied",
                    "is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:us-east-1:");
            assertError(() -> lambda.invoke(request -> request.functionName("F")), 403, "AccessDeniedException",
                    "is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:F");
            assertError(ec2::describeInstances, 403, "UnauthorizedOperation", "You are not authorized to perform this operation.");
        }
    }

    @Test
    void aStackWhoseCallerMayNotMakeItsRoleRollsBackWithTheReason() {
        // The instance begins at the same time: whichever fails first keeps the other from being tried.
        AwsCredentials stacker = cloud.user("Stacker", Optional
                .of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["cloudformation:*", "ec2:*"], "Resource": "*"}]}"""));
        try (CloudFormationClient stacks = cloud.cloudFormation(stacker)) {
            String id = create(stacks, "Overreaching");
            finished(stacks, id, StackStatus.ROLLBACK_COMPLETE);

            List<String> reasons = stacks.describeStackEvents(request -> request.stackName(id)).stackEvents().stream()
                    .filter(event -> event.resourceStatusAsString().equals("CREATE_FAILED")).map(StackEvent::resourceStatusReason).toList();
            assertThat(reasons)
                    .anySatisfy(reason -> assertThat(reason).contains("user/Stacker is not authorized to perform: iam:CreateRole"));
        }
    }

    @Test
    void aStackWithAServiceRoleIsMadeAndDeletedAsThatRoleByWhoeverMayPassIt() {
        String template = "{\"Resources\": {\"U\": {\"Type\": \"AWS::IAM::User\"}}}";
        String role = "arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-us-east-1";
        AwsCredentials stacker = cloud.user("StackerWithoutPass", Optional.of(TestCloud.allow("cloudformation:*", "*")));
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
                CloudFormationClient limited = cloud.cloudFormation(stacker)) {
            assertError(() -> limited.createStack(request -> request.stackName("AsRole").templateBody(template).roleARN(role)
                    .capabilities(Capability.CAPABILITY_IAM)), 403, "AccessDenied", "iam:PassRole on resource: " + role);
            String stranger = cloud.role("Stranger", TestCloud.allow("*", "*"));
            assertError(() -> stacks.createStack(request -> request.stackName("AsRole").templateBody(template).roleARN(stranger)
                    .capabilities(Capability.CAPABILITY_IAM)), 400, "ValidationError", "is invalid or cannot be assumed");
            String id = stacks.createStack(request -> request.stackName("AsRole").templateBody(template).roleARN(role)
                    .capabilities(Capability.CAPABILITY_IAM)).stackId();
            assertThat(finished(stacks, id, StackStatus.CREATE_COMPLETE).roleARN()).isEqualTo(role);
            assertError(() -> limited.deleteStack(request -> request.stackName("AsRole").roleARN(role)), 403, "AccessDenied",
                    "iam:PassRole");
            limited.deleteStack(request -> request.stackName("AsRole"));
            finished(stacks, id, StackStatus.DELETE_COMPLETE);
            assertThat(cloud.cloud().audited()).anySatisfy(entry -> {
                assertThat(entry.operation()).isEqualTo("DeleteUser");
                assertThat(entry.principal()).endsWith("/AWSCloudFormation");
                assertThat(entry.via()).contains("cloudformation.amazonaws.com");
                assertThat(entry.checks()).singleElement().satisfies(check -> {
                    assertThat(check.action()).isEqualTo("iam:DeleteUser");
                    assertThat(check.resource()).startsWith("arn:aws:iam::111122223333:user/AsRole-U-");
                    assertThat(check.allowed()).isTrue();
                });
            });
        }
    }

    @Test
    void whatCannotBeDeletedIsToldAndTheDeletionGoesOnLater() {
        String template = "{\"Resources\": {\"U\": {\"Type\": \"AWS::IAM::User\", \"Properties\": {\"UserName\": \"Kept\"}}}}";
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator()); IamClient iam = cloud.iam()) {
            String id = stacks.createStack(request -> request.stackName("Stuck").templateBody(template)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)).stackId();
            finished(stacks, id, StackStatus.CREATE_COMPLETE);
            String key = iam.createAccessKey(request -> request.userName("Kept")).accessKey().accessKeyId();
            stacks.deleteStack(request -> request.stackName("Stuck"));
            assertThat(finished(stacks, id, StackStatus.DELETE_FAILED).stackStatusReason()).contains("failed to delete: [U]");
            assertThat(stacks.listStackResources(request -> request.stackName(id)).stackResourceSummaries()).singleElement()
                    .satisfies(resource -> assertThat(resource.resourceStatusReason()).contains("must delete access keys first")
                            .contains("DeleteConflict"));
            assertThat(statuses(stacks, "Stuck", StackStatus.DELETE_FAILED)).containsExactly("DELETE_FAILED");

            iam.deleteAccessKey(request -> request.userName("Kept").accessKeyId(key));
            stacks.deleteStack(request -> request.stackName("Stuck"));
            finished(stacks, id, StackStatus.DELETE_COMPLETE);
            assertThat(statuses(stacks, "Stuck", StackStatus.DELETE_COMPLETE, StackStatus.DELETE_FAILED))
                    .containsExactly("DELETE_COMPLETE");
            assertThat(stacks.describeStacks().stacks()).noneMatch(stack -> stack.stackName().equals("Stuck"));
        }
    }

    @Test
    void aResourceThatSomebodyElseHasDeletedCountsAsDeleted() {
        String template = """
                {"Resources": {"U": {"Type": "AWS::IAM::User", "Properties": {"UserName": "Gone"}},
                 "K": {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": "U"}}}}}""";
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator()); IamClient iam = cloud.iam()) {
            String id = stacks.createStack(request -> request.stackName("Emptied").templateBody(template)
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)).stackId();
            finished(stacks, id, StackStatus.CREATE_COMPLETE);
            iam.listAccessKeys(request -> request.userName("Gone")).accessKeyMetadata()
                    .forEach(key -> iam.deleteAccessKey(request -> request.userName("Gone").accessKeyId(key.accessKeyId())));
            stacks.deleteStack(request -> request.stackName("Emptied"));
            finished(stacks, id, StackStatus.DELETE_COMPLETE);
        }
    }

    @Test
    void whoeverIsInAStacksGroupMayDoWhatTheGroupMay() {
        String template = """
                {"Resources": {
                  "Group": {"Type": "AWS::IAM::Group", "Properties": {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"]}},
                  "Team": {"Type": "AWS::IAM::UserToGroupAddition", "Properties": {"GroupName": {"Ref": "Group"}, "Users": [%s]}}}}""";
        AwsCredentials anna = cloud.user("anna", Optional.empty());
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator()); IamClient iam = cloud.iam(anna)) {
            assertError(iam::listUsers, 403, "AccessDenied", "iam:ListUsers");
            String id = stacks.createStack(request -> request.stackName("Team").templateBody(template.formatted("\"anna\""))
                    .capabilities(Capability.CAPABILITY_IAM)).stackId();
            finished(stacks, id, StackStatus.CREATE_COMPLETE);
            assertThat(iam.listUsers().users()).isNotEmpty();

            stacks.updateStack(request -> request.stackName("Team").templateBody(template.formatted(""))
                    .capabilities(Capability.CAPABILITY_IAM));
            finished(stacks, id, StackStatus.UPDATE_COMPLETE);
            assertError(iam::listUsers, 403, "AccessDenied", "iam:ListUsers");

            stacks.deleteStack(request -> request.stackName("Team"));
            finished(stacks, id, StackStatus.DELETE_COMPLETE);
        }
    }

    private static List<String> statuses(CloudFormationClient stacks, String name, StackStatus... filter) {
        return stacks.listStacksPaginator(request -> request.stackStatusFilters(filter)).stackSummaries().stream()
                .filter(stack -> stack.stackName().equals(name)).map(StackSummary::stackStatusAsString).toList();
    }

    private static String create(CloudFormationClient stacks, String name) {
        return stacks.createStack(request -> request.stackName(name).templateBody(TEMPLATE).capabilities(Capability.CAPABILITY_IAM))
                .stackId();
    }

    private static Stack finished(CloudFormationClient stacks, String id, StackStatus wanted) {
        return await().until(
                () -> stacks.describeStacks(request -> request.stackName(id)).stacks().getFirst(),
                stack -> stack.stackStatus() == wanted);
    }

    private static void assertError(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).contains(message);
            assertThat(error.requestId()).isNotEmpty();
        });
    }

    private static String text(String base64) {
        return new String(Base64.getMimeDecoder().decode(String.valueOf(base64)), StandardCharsets.UTF_8);
    }
}
