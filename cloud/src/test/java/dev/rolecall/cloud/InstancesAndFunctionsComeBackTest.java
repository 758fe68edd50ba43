package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import dev.rolecall.cloud.process.TestJar;

/** Instances run again under their ids, and functions answer as before. */
@Timeout(600)
final class InstancesAndFunctionsComeBackTest extends RestartedCloud {
    private static final String HANDLER = """
            public class Greeter implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {
                public String handleRequest(String in, com.amazonaws.services.lambda.runtime.Context context) {
                    return System.getenv("GREETING") + " " + in;
                }
            }
            """;

    @Test
    void anInstanceThatEndedIsKnownForAnHourAndNoLonger() {
        String id;
        String ended;
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            ended = launch(ec2);
            id = launch(ec2);
            ec2.terminateInstances(request -> request.instanceIds(ended));
            await().until(() -> state(ec2, ended) == InstanceStateName.TERMINATED);
            cloud.advance(Duration.ofMinutes(59));
            assertThat(state(ec2, ended)).isEqualTo(InstanceStateName.TERMINATED);
        }
        restart();
        cloud.advance(Duration.ofHours(1).plusMinutes(2));
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            assertThat(ec2.describeInstances().reservations()).flatExtracting(Reservation::instances)
                    .extracting(Instance::instanceId).containsExactly(id);
            assertThatThrownBy(() -> state(ec2, ended)).isInstanceOfSatisfying(Ec2Exception.class,
                    e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstanceID.NotFound"));
            String later = launch(ec2);
            assertThat(later).isNotEqualTo(ended);
        }
    }

    @Test
    void instancesRunAgainInTheirFolderAndWithTheirSettings() throws IOException {
        String id;
        String ended;
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            id = launch(ec2);
            ended = launch(ec2);
            ec2.terminateInstances(request -> request.instanceIds(ended));
            await().until(() -> state(ec2, ended) == InstanceStateName.TERMINATED);
            await().until(() -> state(ec2, id) == InstanceStateName.RUNNING);
            ec2.createTags(request -> request.resources(id).tags(Tag.builder().key("Later").value("yes").build()));
            ec2.modifyInstanceMetadataOptions(request -> request.instanceId(id).httpPutResponseHopLimit(5));
            await().untilAsserted(() -> assertThat(console(ec2, id)).contains("boot finished"));
        }
        Path disk = temporary.resolve("state/instances").resolve(id);
        Files.writeString(disk.resolve("root/diary.txt"), "what a program wrote");
        Map<String, Function<TestCloud, Object>> questions = new LinkedHashMap<>();
        questions.put("instances", now -> {
            try (Ec2Client ec2 = now.ec2(now.administrator())) {
                await().until(() -> state(ec2, id) == InstanceStateName.RUNNING);
                return ec2.describeInstances().reservations();
            }
        });
        assertSameAfterRestart(questions);
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            await().untilAsserted(() -> assertThat(console(ec2, id)).contains("boot finished"));
            assertThat(disk.resolve("root/diary.txt")).hasContent("what a program wrote");
            assertThat(disk.resolve("etc/lesson")).hasContent("hello");
            ec2.terminateInstances(request -> request.instanceIds(id));
            await().untilAsserted(() -> assertThat(temporary.resolve("state/instances")).isEmptyDirectory());
        }
    }

    private static String launch(Ec2Client ec2) {
        String userData = "#cloud-config\nwrite_files:\n  - path: /etc/lesson\n    content: hello\n";
        return ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0").minCount(1).maxCount(1)
                .userData(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)))
                .tagSpecifications(TagSpecification.builder().resourceType(ResourceType.INSTANCE)
                        .tags(Tag.builder().key("Name").value("x").build()).build()))
                .instances().getFirst().instanceId();
    }

    private static InstanceStateName state(Ec2Client ec2, String id) {
        Instance found = ec2.describeInstances(request -> request.instanceIds(id)).reservations().getFirst().instances().getFirst();
        return found.state().name();
    }

    private static String console(Ec2Client ec2, String id) {
        String output = ec2.getConsoleOutput(request -> request.instanceId(id).latest(true)).output();
        return output == null ? "" : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
    }

    @Test
    void functionsAnswerWithTheirCodeAndSettings() throws IOException {
        SdkBytes code = SdkBytes.fromByteArray(Files.readAllBytes(TestJar.of(temporary, "Greeter", HANDLER)));
        try (IamClient iam = cloud.iam(); LambdaClient lambda = cloud.lambda(cloud.administrator())) {
            String role = iam.createRole(request -> request.roleName("Worker").assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                     "Principal": {"Service": "lambda.amazonaws.com"}}]}""")).role().arn();
            for (String name : List.of("greeter", "gone")) {
                lambda.createFunction(request -> request.functionName(name).runtime("java25").handler("Greeter").role(role).timeout(20)
                        .tags(Map.of("k", "v")).code(zip -> zip.zipFile(code)));
            }
            lambda.deleteFunction(request -> request.functionName("gone"));
            lambda.updateFunctionConfiguration(request -> request.functionName("greeter")
                    .environment(variables -> variables.variables(Map.of("GREETING", "Good morning"))));
            assertThat(invoke(lambda)).isEqualTo("\"Good morning Ada\"");
        }
        assertSameAfterRestart(Map.of("functions", now -> {
            try (LambdaClient lambda = now.lambda(now.administrator())) {
                return lambda.listFunctions().functions();
            }
        }, "tags", now -> {
            try (LambdaClient lambda = now.lambda(now.administrator())) {
                return lambda.getFunction(request -> request.functionName("greeter")).tags();
            }
        }));
        try (LambdaClient lambda = cloud.lambda(cloud.administrator())) {
            assertThat(invoke(lambda)).isEqualTo("\"Good morning Ada\"");
            lambda.deleteFunction(request -> request.functionName("greeter"));
        }
        restart();
        assertThat(temporary.resolve("state/code")).isEmptyDirectory();
    }

    private static String invoke(LambdaClient lambda) {
        return lambda.invoke(request -> request.functionName("greeter").payload(SdkBytes.fromUtf8String("\"Ada\""))).payload()
                .asUtf8String();
    }

    @Test
    void networksAreTheSameAndGiveNoAddressTwice() {
        String before;
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator()); Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            stacks.createStack(request -> request.stackName("Network").templateBody("""
                    {"Resources": {
                      "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.7.0.0/16", "Tags": [{"Key": "Name", "Value": "lesson"}]}},
                      "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.7.1.0/24"}}}}"""));
            await().until(() -> tags(ec2).stream().anyMatch(tag -> tag.resourceId().startsWith("subnet-")));
            before = address(ec2);
        }
        assertSameAfterRestart(Map.of("tags", now -> {
            try (Ec2Client ec2 = now.ec2(now.administrator())) {
                return Set.copyOf(tags(ec2));
            }
        }));
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            assertThat(before).startsWith("10.7.1.");
            assertThat(address(ec2)).startsWith("10.7.1.").isNotEqualTo(before);
        }
    }

    private static List<TagDescription> tags(Ec2Client ec2) {
        return ec2.describeTags().tags();
    }

    private static String address(Ec2Client ec2) {
        String subnet = tags(ec2).stream().map(TagDescription::resourceId).filter(id -> id.startsWith("subnet-")).findFirst().orElseThrow();
        return ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0").minCount(1).maxCount(1).subnetId(subnet)).instances()
                .getFirst().privateIpAddress();
    }
}
