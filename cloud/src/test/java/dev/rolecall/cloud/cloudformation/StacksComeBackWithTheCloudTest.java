package dev.rolecall.cloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** Clouds with real clients, closed and started again on the state that they left, or on a copy of it taken while they worked. */
@Timeout(300)
final class StacksComeBackWithTheCloudTest {
    private static final String READER = """
            public class Reader {
                public static void main(String[] args) {}
            }
            """;
    private static final String KEY = "a53ce3badf9e880cd5c6a1a066f8e8c4c453c3b970c60d1554270f6d1065baa6.jar";
    private static final String SEVERAL = """
            {"Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "%1$s", "AssumeRolePolicyDocument": {"Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]},
                "Policies": [{"PolicyName": "A", "PolicyDocument": %2$s}, {"PolicyName": "B", "PolicyDocument": %2$s}]}},
              "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Role"}]}},
              "Group": {"Type": "AWS::IAM::Group",
                "Properties": {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"]}},
              "User": {"Type": "AWS::IAM::User", "Properties": {"Groups": [{"Ref": "Group"}]}},
              "Key": {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": "User"}}},
              "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 1}},
              "%3$s": {"Type": "AWS::S3::Bucket"}}}""";
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}""";
    private static final int COPIES = 10;

    @TempDir
    private Path folder;

    @Test
    void bothStacksOfTheLessonAreToldTheSameAndAreUpdatedAndDeleted() throws IOException {
        Map<String, Object> before;
        try (TestCloud cloud = started("state"); CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            upload(cloud);
            make(stacks, "RolecallKeyless", resource("keyless.template.json"));
            make(stacks, "RolecallAccessKey", resource("access-key.template.json"));
            before = told(cloud, stacks);
        }
        try (TestCloud cloud = started("state"); CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            assertThat(told(cloud, stacks)).isEqualTo(before);
            String same = resource("access-key.template.json");
            assertThatThrownBy(() -> update(stacks, "RolecallAccessKey", same)).hasMessageContaining("No updates are to be performed.");
            update(stacks, "RolecallAccessKey", same.replace("\"MemorySize\": 512", "\"MemorySize\": 256"));
            become(stacks, "RolecallAccessKey", StackStatus.UPDATE_COMPLETE);
        }
        try (TestCloud cloud = started("state"); CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            assertThatThrownBy(() -> stacks.deleteStack(request -> request.stackName("RolecallKeyless")))
                    .hasMessageContaining("in use by RolecallAccessKey");
            delete(stacks, "RolecallAccessKey");
            delete(stacks, "RolecallKeyless");
            assertThat(left(cloud, "Rolecall")).isEmpty();
        }
    }

    @Test
    void whateverMomentACloudWasKilledAtItsStackIsDeletedAndLeavesNothing() {
        List<Path> copies;
        try (TestCloud cloud = started("state");
                CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());
                Copies taken = new Copies(folder.resolve("state"), folder.resolve("copies"))) {
            make(stacks, "Several", SEVERAL.formatted("/", POLICY, "First"));
            update(stacks, "Several", SEVERAL.formatted("/team/", POLICY, "Second"));
            become(stacks, "Several", StackStatus.UPDATE_COMPLETE);
            delete(stacks, "Several");
            copies = taken.spread(COPIES);
        }
        List<String> seen = new ArrayList<>();
        for (Path copy : copies) {
            try (TestCloud cloud = new TestCloud(options -> options.keptIn(copy));
                    CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
                Stream<Stack> there = stacks.describeStacks().stacks().stream().filter(stack -> stack.stackName().equals("Several"));
                for (Stack stack : there.toList()) {
                    seen.add(stack.stackStatusAsString());
                    assertThat(stack.stackStatusAsString()).doesNotEndWith("IN_PROGRESS");
                    delete(stacks, stack.stackId());
                }
                assertThat(left(cloud, "Several")).as("%s of %s", copy, seen).isEmpty();
            }
        }
        assertThat(seen).anyMatch(status -> status.endsWith("FAILED"));
    }

    private TestCloud started(String state) {
        return new TestCloud(options -> options.keptIn(folder.resolve(state)));
    }

    private void upload(TestCloud cloud) throws IOException {
        Path jar = TestJar.of(folder.resolve("code"), "Reader", READER);
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.putObject(request -> request.bucket("cdk-hnb659fds-assets-%s-%s".formatted(TestCloud.ACCOUNT, TestCloud.REGION)).key(KEY),
                    RequestBody.fromFile(jar));
        }
    }

    private static void make(CloudFormationClient stacks, String name, String template) {
        stacks.createStack(request -> request.stackName(name).templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
        become(stacks, name, StackStatus.CREATE_COMPLETE);
    }

    private static void update(CloudFormationClient stacks, String name, String template) {
        stacks.updateStack(request -> request.stackName(name).templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
    }

    private static void delete(CloudFormationClient stacks, String name) {
        String id = stacks.describeStacks(request -> request.stackName(name)).stacks().getFirst().stackId();
        stacks.deleteStack(request -> request.stackName(name));
        become(stacks, id, StackStatus.DELETE_COMPLETE);
    }

    private static void become(CloudFormationClient stacks, String name, StackStatus status) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(stacks.describeStacks(request -> request.stackName(name)).stacks().getFirst().stackStatus())
                        .as(() -> stacks.describeStackEvents(request -> request.stackName(name)).toString()).isEqualTo(status));
    }

    private static Map<String, Object> told(TestCloud cloud, CloudFormationClient stacks) {
        Map<String, Object> told = new LinkedHashMap<>();
        List<Stack> all = stacks.describeStacks().stacks();
        told.put("stacks", all);
        told.put("summaries", stacks.listStacks().stackSummaries());
        told.put("exports", stacks.listExports().exports());
        try (ResourceGroupsTaggingApiClient tagging = cloud.tagging(cloud.administrator())) {
            told.put("tagged", Set.copyOf(tagging.getResources().resourceTagMappingList()));
        }
        all.forEach(stack -> {
            told.put("events of " + stack.stackName(), stacks.describeStackEvents(r -> r.stackName(stack.stackId())).stackEvents());
            told.put("resources of " + stack.stackName(),
                    stacks.describeStackResources(r -> r.stackName(stack.stackId())).stackResources());
            told.put("template of " + stack.stackName(), stacks.getTemplate(r -> r.stackName(stack.stackId())).templateBody());
        });
        return told;
    }

    /** What is there whose name begins so, and every instance. */
    private static List<String> left(TestCloud cloud, String prefix) {
        try (IamClient iam = cloud.iam();
                S3Client s3 = cloud.s3(cloud.administrator());
                LambdaClient lambda = cloud.lambda(cloud.administrator());
                Ec2Client ec2 = cloud.ec2(cloud.administrator());
                CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            Stream<String> machines = ec2.describeInstances().reservations().stream().flatMap(found -> found.instances().stream())
                    .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                    .map(instance -> prefix + " " + instance.instanceId());
            return Stream
                    .of(iam.listRoles().roles().stream().map(Role::roleName).filter(name -> !name.equals("RolecallAdministrator")),
                            iam.listUsers().users().stream().map(User::userName),
                            iam.listGroups().groups().stream().map(Group::groupName),
                            iam.listInstanceProfiles().instanceProfiles().stream().map(InstanceProfile::instanceProfileName),
                            iam.listPolicies(request -> request.scope("Local")).policies().stream().map(policy -> policy.policyName()),
                            s3.listBuckets().buckets().stream().map(Bucket::name),
                            lambda.listFunctions().functions().stream().map(FunctionConfiguration::functionName),
                            logs.describeLogGroups().logGroups().stream().map(LogGroup::logGroupName), machines)
                    .flatMap(names -> names).filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT)))
                    .toList();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StacksComeBackWithTheCloudTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Copies of a folder, one after the other, as long as this is open. */
    private static final class Copies implements AutoCloseable {
        private final Path from;
        private final Path to;
        private final List<Path> taken = new ArrayList<>();
        private final Thread thread = new Thread(this::copy, "copies");
        private volatile boolean ended;

        private Copies(Path from, Path to) {
            this.from = from;
            this.to = to;
            thread.start();
        }

        private void copy() {
            while (!ended) {
                try {
                    Path copy = Files.createDirectories(to.resolve(String.valueOf(taken.size())));
                    try (Stream<Path> files = Files.walk(from)) {
                        for (Path file : files.filter(found -> !found.equals(from)).toList()) {
                            Files.copy(file, copy.resolve(from.relativize(file).toString()));
                        }
                    }
                    taken.add(copy);
                    Thread.sleep(5);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        /** So many of them, from the first to the last. */
        private List<Path> spread(int many) {
            close();
            assertThat(taken).hasSizeGreaterThan(many);
            return Stream.iterate(1, i -> i <= many, i -> i + 1).map(i -> taken.get((taken.size() - 1) * i / many)).toList();
        }

        @Override
        public void close() {
            ended = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
