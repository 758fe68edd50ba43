package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.process.TestJar;

/** What an account has, through the clients that look for it: log groups, tagged resources, the organization. */
final class WhatIsLeftIsFoundTest {
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Silent implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    out.write("1".getBytes());
                }
            }
            """;
    private static final String TEMPLATE = """
            {"Parameters": {"Policy": {"Type": "String"}},
             "Resources": {
              "Bucket": {"Type": "AWS::S3::Bucket"},
              "User": {"Type": "AWS::IAM::User"},
              "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 1}},
              "Network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/24"}},
              "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "none", "VpcId": {"Ref": "Network"}}},
              "Machine": {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": "ami-0123456789abcdef0", "InstanceType": "t4g.micro"}},
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]},
                "ManagedPolicyArns": [{"Ref": "Policy"}]}},
              "Function": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "java25", "Handler": "Silent", "MemorySize": 256,
                "Timeout": 20, "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "FunctionName": {"Fn::Sub": "${AWS::StackName}-f"},
                "Code": {"S3Bucket": "code-of-a-test", "S3Key": "silent.jar"}}}}}""";

    @TempDir
    private static Path folder;
    private static final TestCloud cloud = new TestCloud();

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void theResourcesOfAStackAreFoundByItsTagUntilItIsGone() throws Exception {
        uploadTheCode();
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
                LambdaClient lambda = cloud.lambda(cloud.administrator());
                CloudWatchLogsClient logs = cloud.logs(cloud.administrator());
                ResourceGroupsTaggingApiClient tagging = cloud.tagging(cloud.administrator())) {
            String id = create(stacks, "Found", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");

            assertThat(found(tagging, request -> request)).extracting(ResourceTagMapping::resourceARN)
                    .anyMatch(arn -> arn.equals(id)).anyMatch(arn -> arn.startsWith("arn:aws:s3:::found-bucket-"))
                    .anyMatch(arn -> arn.startsWith("arn:aws:logs:us-east-1:111122223333:log-group:Found-Log-"))
                    .anyMatch(arn -> arn.startsWith("arn:aws:ec2:us-east-1:111122223333:vpc/vpc-"))
                    .anyMatch(arn -> arn.startsWith("arn:aws:ec2:us-east-1:111122223333:security-group/sg-"))
                    .anyMatch(arn -> arn.startsWith("arn:aws:ec2:us-east-1:111122223333:instance/i-"))
                    .anyMatch(arn -> arn.equals("arn:aws:lambda:us-east-1:111122223333:function:Found-f")).hasSize(7);
            assertThat(found(tagging, request -> request.resourceTypeFilters("ec2"))).hasSize(3);
            assertThat(found(tagging, request -> request.resourceTypeFilters("ec2:instance", "s3"))).hasSize(2)
                    .allSatisfy(mapping -> assertThat(mapping.tags()).anyMatch(tag -> tag.key().equals("aws:cloudformation:stack-name")));
            assertThat(found(tagging, request -> request.tagFilters(owner("bob")))).isEmpty();

            assertThat(groups(logs)).singleElement().satisfies(group -> assertThat(group.retentionInDays()).isEqualTo(1));
            lambda.invoke(request -> request.functionName("Found-f").payload(SdkBytes.fromUtf8String("{}")));
            assertThat(groups(logs)).extracting(LogGroup::logGroupName).first().isEqualTo("/aws/lambda/Found-f");
            assertThat(lambda.listFunctionsPaginator().functions().stream().map(function -> function.functionName()))
                    .containsExactly("Found-f");

            stacks.deleteStack(request -> request.stackName("Found"));
            become(stacks, id, StackStatus.DELETE_COMPLETE);
            assertThat(found(tagging, request -> request)).isEmpty();
            assertThat(groups(logs)).extracting(LogGroup::logGroupName).containsExactly("/aws/lambda/Found-f");
            logs.deleteLogGroup(request -> request.logGroupName("/aws/lambda/Found-f"));
            assertThat(groups(logs)).isEmpty();
            assertThat(lambda.listFunctions().functions()).isEmpty();
        }
    }

    @Test
    void aFunctionWhoseRoleMayMakeNoLogGroupRunsWithoutOne() throws Exception {
        uploadTheCode();
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
                LambdaClient lambda = cloud.lambda(cloud.administrator());
                CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            create(stacks, "Unlogged", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
            assertThat(lambda.invoke(request -> request.functionName("Unlogged-f").payload(SdkBytes.fromUtf8String("{}"))).payload()
                    .asUtf8String()).isEqualTo("1");
            assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix("/aws/lambda/Unlogged")).logGroups()).isEmpty();
            stacks.deleteStack(request -> request.stackName("Unlogged"));
        }
    }

    @Test
    void logGroupsAreListedInPartsWithTheirTags() {
        try (CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            for (String name : List.of("/parts/a", "/parts/b", "/parts/c")) {
                logs.createLogGroup(request -> request.logGroupName(name).tags(Map.of("owner", "carol")));
            }
            assertThat(logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix("/parts/").limit(2)).logGroups().stream()
                    .map(LogGroup::arn)).hasSize(3).first()
                    .isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:/parts/a:*");
            assertThat(logs.listTagsForResource(request -> request.resourceArn("arn:aws:logs:us-east-1:111122223333:log-group:/parts/a"))
                    .tags()).containsEntry("owner", "carol");
            refused(() -> logs.createLogGroup(request -> request.logGroupName("/parts/a")), "ResourceAlreadyExistsException",
                    "already exists");
            refused(() -> logs.deleteLogGroup(request -> request.logGroupName("/parts/z")), "ResourceNotFoundException",
                    "does not exist");
            refused(() -> logs.describeSubscriptionFilters(request -> request.logGroupName("/parts/a")), "UnknownOperationException",
                    "does not implement");
            AwsCredentials reader = cloud.user("LogReader",
                    Optional.of(TestCloud.allow("logs:*", "arn:aws:logs:us-east-1:111122223333:log-group:/mine/*")));
            try (CloudWatchLogsClient limited = cloud.logs(reader)) {
                limited.createLogGroup(request -> request.logGroupName("/mine/a"));
                refused(() -> limited.deleteLogGroup(request -> request.logGroupName("/parts/a")), "AccessDeniedException",
                        "logs:DeleteLogGroup on resource: arn:aws:logs:us-east-1:111122223333:log-group:/parts/a:log-stream:");
                refused(limited::describeLogGroups, "AccessDeniedException",
                        "logs:DescribeLogGroups on resource: arn:aws:logs:us-east-1:111122223333:log-group::log-stream:");
            }
            Stream.of("/parts/a", "/parts/b", "/parts/c", "/mine/a")
                    .forEach(name -> logs.deleteLogGroup(request -> request.logGroupName(name)));
        }
    }

    @Test
    void anAccountIsInNoOrganizationUnlessATestSaysSo() {
        try (OrganizationsClient organizations = cloud.organizations(cloud.administrator())) {
            refused(organizations::describeOrganization, "AWSOrganizationsNotInUseException", "not a member");
        }
        try (TestCloud managed = new TestCloud(options -> options.managedBy(options.accountId()));
                OrganizationsClient organizations = managed.organizations(managed.administrator())) {
            assertThat(organizations.describeOrganization().organization().masterAccountId()).isEqualTo("111122223333");
        }
    }

    private static void uploadTheCode() throws Exception {
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            if (s3.listBuckets().buckets().stream().noneMatch(bucket -> bucket.name().equals("code-of-a-test"))) {
                s3.createBucket(request -> request.bucket("code-of-a-test"));
                s3.putObject(request -> request.bucket("code-of-a-test").key("silent.jar"),
                        RequestBody.fromFile(TestJar.of(folder, "Silent", HANDLER)));
            }
        }
    }

    private static String create(CloudFormationClient stacks, String name, String policy) {
        String id = stacks.createStack(request -> request.stackName(name).templateBody(TEMPLATE)
                .parameters(Parameter.builder().parameterKey("Policy").parameterValue(policy).build())
                .tags(Tag.builder().key("owner").value(name.equals("Found") ? "alice" : "dave").build())
                .capabilities(Capability.CAPABILITY_NAMED_IAM))
                .stackId();
        become(stacks, id, StackStatus.CREATE_COMPLETE);
        return id;
    }

    private static void become(CloudFormationClient stacks, String id, StackStatus status) {
        await().untilAsserted(() -> assertThat(
                stacks.describeStacks(request -> request.stackName(id)).stacks().getFirst().stackStatus()).isEqualTo(status));
    }

    private static List<LogGroup> groups(CloudWatchLogsClient logs) {
        return logs.describeLogGroups().logGroups().stream()
                .filter(group -> group.logGroupName().startsWith("Found-") || group.logGroupName().startsWith("/aws/lambda/Found"))
                .toList();
    }

    private static List<ResourceTagMapping> found(ResourceGroupsTaggingApiClient tagging,
            UnaryOperator<GetResourcesRequest.Builder> narrowed) {
        GetResourcesRequest request = narrowed
                .apply(GetResourcesRequest.builder().resourcesPerPage(2).tagFilters(owner("alice"))).build();
        return tagging.getResourcesPaginator(request).resourceTagMappingList().stream().toList();
    }

    private static TagFilter owner(String value) {
        return TagFilter.builder().key("owner").values(value).build();
    }

    private static void refused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
