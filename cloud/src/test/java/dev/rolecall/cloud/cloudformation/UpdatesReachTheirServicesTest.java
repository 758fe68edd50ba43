package dev.rolecall.cloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** A stack's update in place is seen by the clients of the services that it changes. */
final class UpdatesReachTheirServicesTest {
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Teller implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    out.write(("\\"VERSION " + System.getenv("PLACE") + "\\"").getBytes());
                }
            }
            """;
    private static final String TEMPLATE = """
            {"Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["lambda.amazonaws.com", "scheduler.amazonaws.com"]}}]}}},
              "Function": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "teller", "Runtime": "java25", "MemorySize": 256,
                "Handler": "Teller", "Timeout": %s, "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Tags": [{"Key": "stage", "Value": "%s"}],
                "Code": {"S3Bucket": "code-of-a-test", "S3Key": "%s.jar"}, "Environment": {"Variables": {"PLACE": "%s"}}}},
              "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/told"%s}},
              "Schedule": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Name": "end", "FlexibleTimeWindow": {"Mode": "OFF"},
                "ScheduleExpression": "at(%s-01-01T00:00:00)", "State": "%s", "Target": {"RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
                "Arn": "arn:aws:scheduler:::aws-sdk:iam:deleteUser", "Input": "{\\"UserName\\": \\"u\\"}"}}}}}""";
    private static final String FIRST = TEMPLATE.formatted("20", "first", "first", "here",
            ", \"RetentionInDays\": 1, \"Tags\": [{\"Key\": \"stage\", \"Value\": \"first\"}]", "2040", "ENABLED");
    private static final String SECOND = TEMPLATE.formatted("30", "second", "second", "there",
            ", \"RetentionInDays\": 7, \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]", "2041", "DISABLED");

    @TempDir
    private static Path folder;
    private static final TestCloud cloud = new TestCloud();
    private static final CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
    private static final LambdaClient lambda = cloud.lambda(cloud.administrator());
    private static final CloudWatchLogsClient logs = cloud.logs(cloud.administrator());
    private static final SchedulerClient scheduler = cloud.scheduler(cloud.administrator());

    @BeforeAll
    static void uploadTheCode() throws Exception {
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("code-of-a-test"));
            for (String version : List.of("first", "second")) {
                Path jar = TestJar.of(folder.resolve(version), "Teller", HANDLER.replace("VERSION", version));
                s3.putObject(request -> request.bucket("code-of-a-test").key(version + ".jar"), RequestBody.fromFile(jar));
            }
        }
    }

    @AfterAll
    static void stop() {
        stacks.close();
        lambda.close();
        logs.close();
        scheduler.close();
        cloud.close();
    }

    @Test
    void aFunctionALogGroupAndAScheduleChangeWhereTheyAre() {
        stacks.createStack(request -> request.stackName("Told").templateBody(FIRST).capabilities(Capability.CAPABILITY_IAM));
        become(StackStatus.CREATE_COMPLETE);
        assertThat(told()).isEqualTo("\"first here\"");
        update(SECOND);

        assertThat(told()).as("fresh code in a fresh environment").isEqualTo("\"second there\"");
        GetFunctionResponse function = lambda.getFunction(request -> request.functionName("teller"));
        assertThat(function.configuration().timeout()).isEqualTo(30);
        assertThat(function.tags()).containsEntry("stage", "second");
        LogGroup group = group();
        assertThat(group.retentionInDays()).isEqualTo(7);
        assertThat(tags(group)).containsEntry("team", "blue").doesNotContainKey("stage");
        GetScheduleResponse schedule = scheduler.getSchedule(request -> request.name("end"));
        assertThat(schedule.scheduleExpression()).isEqualTo("at(2041-01-01T00:00:00)");
        assertThat(schedule.state()).isEqualTo(ScheduleState.DISABLED);
        assertThat(schedule.lastModificationDate()).isAfterOrEqualTo(schedule.creationDate());

        update(SECOND.replace(", \"RetentionInDays\": 7", "").replace(" \"MemorySize\": 256,", "")
                .replace(", \"Environment\": {\"Variables\": {\"PLACE\": \"there\"}}", ""));
        assertThat(group().retentionInDays()).as("events never expire").isNull();
        assertThat(told()).as("what the template no longer says goes back to its default").isEqualTo("\"second null\"");
        assertThat(lambda.getFunction(request -> request.functionName("teller")).configuration().memorySize()).isEqualTo(128);
    }

    @Test
    void aMachineGetsTheTagsThatItsStackGets() {
        String template = """
                {"Resources": {"Machine": {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": "ami-0123456789abcdef0",
                  "InstanceType": "t4g.micro", "Tags": [{"Key": "own", "Value": "1"}]}}}}""";
        stacks.createStack(request -> request.stackName("Machines").templateBody(template));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName("Machines"));
        stacks.updateStack(request -> request.stackName("Machines").usePreviousTemplate(true)
                .tags(Tag.builder().key("team").value("blue").build()));
        stacks.waiter().waitUntilStackUpdateComplete(request -> request.stackName("Machines"));
        String id = stacks.describeStackResource(request -> request.stackName("Machines").logicalResourceId("Machine"))
                .stackResourceDetail().physicalResourceId();
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            assertThat(ec2.describeInstances(request -> request.instanceIds(id)).reservations().getFirst().instances().getFirst().tags())
                    .extracting(tag -> tag.key() + "=" + tag.value())
                    .contains("own=1", "team=blue", "aws:cloudformation:stack-name=Machines");
        }
    }

    private static String told() {
        return lambda.invoke(request -> request.functionName("teller").payload(SdkBytes.fromUtf8String("{}"))).payload().asUtf8String();
    }

    private static LogGroup group() {
        return logs.describeLogGroups(request -> request.logGroupNamePrefix("/told")).logGroups().getFirst();
    }

    private static Map<String, String> tags(LogGroup group) {
        return logs.listTagsForResource(request -> request.resourceArn(group.logGroupArn())).tags();
    }

    private static void update(String template) {
        stacks.updateStack(request -> request.stackName("Told").templateBody(template).capabilities(Capability.CAPABILITY_IAM));
        become(StackStatus.UPDATE_COMPLETE);
    }

    private static void become(StackStatus status) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> reasons = stacks.describeStackEvents(request -> request.stackName("Told")).stackEvents().stream()
                    .map(StackEvent::resourceStatusReason).filter(Objects::nonNull).toList();
            assertThat(stacks.describeStacks(request -> request.stackName("Told")).stacks().getFirst().stackStatus())
                    .as("%s", reasons).isEqualTo(status);
        });
    }
}
