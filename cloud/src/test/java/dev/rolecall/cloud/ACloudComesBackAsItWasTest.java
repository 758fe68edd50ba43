package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.process.TestJar;
import dev.rolecall.cloud.state.StateException;

/** Clouds that keep what they have, closed and started again on the same folder. What is kept of stacks has a test of its own. */
@Timeout(120)
class ACloudComesBackAsItWasTest {
    private static final String HANDLER = """
            public class Greeter implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {
                public String handleRequest(String in, com.amazonaws.services.lambda.runtime.Context context) {
                    return System.getenv("GREETING") + " " + in;
                }
            }
            """;

    @TempDir
    private Path temporary;
    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = open();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private TestCloud open() {
        return new TestCloud(options -> options.keptIn(temporary.resolve("state")));
    }

    private void restart() {
        cloud.close();
        cloud = open();
    }

    /** Asks before a restart and after it, and takes the same answers only. */
    private void assertSameAfterRestart(Map<String, Function<TestCloud, Object>> questions) {
        Map<String, Object> before = answers(questions);
        restart();
        Map<String, Object> after = answers(questions);
        before.forEach((question, answer) -> assertThat(after.get(question)).as(question).isEqualTo(answer));
    }

    private Map<String, Object> answers(Map<String, Function<TestCloud, Object>> questions) {
        Map<String, Object> answers = new LinkedHashMap<>();
        questions.forEach((question, asked) -> answers.put(question, asked.apply(cloud)));
        return answers;
    }

    @Test
    void identitiesAreTheSame() {
        try (IamClient iam = cloud.iam()) {
            iam.createAccountAlias(request -> request.accountAlias("classroom"));
            iam.createUser(request -> request.userName("Ada").path("/people/").tags(label("Team", "Blue")));
            iam.putUserPolicy(request -> request.userName("Ada").policyName("inline").policyDocument(TestCloud.allow("s3:*", "*")));
            iam.createLoginProfile(request -> request.userName("Ada").password("Correct-Horse-9").passwordResetRequired(true));
            String policy = iam.createPolicy(request -> request.policyName("Reads").policyDocument(TestCloud.allow("s3:Get*", "*"))
                    .description("reads")).policy().arn();
            iam.createPolicyVersion(
                    request -> request.policyArn(policy).policyDocument(TestCloud.allow("s3:List*", "*")).setAsDefault(true));
            iam.attachUserPolicy(request -> request.userName("Ada").policyArn(policy));
            iam.putUserPermissionsBoundary(request -> request.userName("Ada").permissionsBoundary(policy));
            iam.createGroup(request -> request.groupName("Learners"));
            iam.putGroupPolicy(request -> request.groupName("Learners").policyName("more").policyDocument(TestCloud.allow("sqs:*", "*")));
            iam.addUserToGroup(request -> request.groupName("Learners").userName("Ada"));
            iam.createRole(request -> request.roleName("Reader").assumeRolePolicyDocument(TestCloud.trust()).maxSessionDuration(7200)
                    .description("reads").tags(label("k", "v")));
            iam.createInstanceProfile(request -> request.instanceProfileName("Profile"));
            iam.addRoleToInstanceProfile(request -> request.instanceProfileName("Profile").roleName("Reader"));
            iam.createAccessKey(request -> request.userName("Ada"));
            String second = iam.createAccessKey(request -> request.userName("Ada")).accessKey().accessKeyId();
            iam.updateAccessKey(request -> request.userName("Ada").accessKeyId(second).status(StatusType.INACTIVE));
            iam.generateCredentialReport();
        }
        AuthenticatorApp.of(cloud, "Ada");
        assertSameAfterRestart(Map.of(
                "details", asked(iam -> iam.getAccountAuthorizationDetails().toString()),
                "versions", asked(iam -> iam.listPolicyVersions(request -> request.policyArn(arn("policy/Reads"))).versions()),
                "first version", asked(iam -> iam.getPolicyVersion(request -> request.policyArn(arn("policy/Reads")).versionId("v1"))
                        .policyVersion()),
                "keys", asked(iam -> iam.listAccessKeys(request -> request.userName("Ada")).accessKeyMetadata()),
                "login", asked(iam -> iam.getLoginProfile(request -> request.userName("Ada")).loginProfile()),
                "alias", asked(iam -> iam.listAccountAliases().accountAliases()),
                "devices", asked(iam -> iam.listMFADevices(request -> request.userName("Ada")).mfaDevices()),
                "tags", asked(iam -> iam.listUserTags(request -> request.userName("Ada")).tags()),
                "report", asked(iam -> iam.getCredentialReport().content())));
    }

    private static Function<TestCloud, Object> asked(Function<IamClient, Object> question) {
        return cloud -> {
            try (IamClient iam = cloud.iam()) {
                return question.apply(iam);
            }
        };
    }

    private static software.amazon.awssdk.services.iam.model.Tag label(String key, String value) {
        return software.amazon.awssdk.services.iam.model.Tag.builder().key(key).value(value).build();
    }

    private static String arn(String rest) {
        return "arn:aws:iam::" + TestCloud.ACCOUNT + ":" + rest;
    }

    @Test
    void credentialsGoOnAndWhatWasTakenAwayStaysAway() {
        AwsCredentials key = cloud.user("ada", Optional.of(TestCloud.allow("iam:ListUsers", "*")));
        AwsCredentials session = cloud.assume(cloud.role("Reader", TestCloud.allow("iam:ListUsers", "*")));
        AwsCredentials administrator = cloud.administrator();
        AwsCredentials gone = cloud.user("bob", Optional.of(TestCloud.allow("*", "*")));
        AwsCredentials mfa;
        AuthenticatorApp device = AuthenticatorApp.of(cloud, "ada");
        String code = device.code();
        try (IamClient iam = cloud.iam(); StsClient sts = cloud.sts(key)) {
            iam.deleteAccessKey(request -> request.userName("bob").accessKeyId(gone.accessKeyId()));
            mfa = TestCloud.session(sts.getSessionToken(request -> request.serialNumber(device.serial()).tokenCode(code)).credentials());
        }
        String used = lastUse(key);
        restart();
        for (AwsCredentials good : List.of(key, session, administrator)) {
            try (IamClient iam = cloud.iam(good)) {
                assertThatCode(iam::listUsers).doesNotThrowAnyException();
            }
        }
        assertThat(lastUse(key)).isEqualTo(used);
        try (StsClient sts = cloud.sts(gone)) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(StsException.class).hasMessageContaining("security token");
        }
        try (StsClient sts = cloud.sts(mfa); StsClient again = cloud.sts(key)) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":user/ada");
            assertThatThrownBy(() -> again.getSessionToken(request -> request.serialNumber(device.serial()).tokenCode(code)))
                    .as("a code that was shown before").isInstanceOf(StsException.class);
        }
    }

    private String lastUse(AwsCredentials key) {
        try (IamClient iam = cloud.iam()) {
            return iam.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId())).accessKeyLastUsed().toString();
        }
    }

    @Test
    void bucketsAndObjectsAreTheSame() {
        String upload;
        String part;
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("lesson"));
            s3.createBucket(request -> request.bucket("gone"));
            s3.deleteBucket(request -> request.bucket("gone"));
            s3.putBucketPolicy(request -> request.bucket("lesson").policy("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject",
                     "Resource": "arn:aws:s3:::lesson/*"}]}"""));
            s3.putBucketTagging(request -> request.bucket("lesson").tagging(tags("Team", "Blue")));
            s3.putObject(
                    request -> request.bucket("lesson").key("folder/a b+ü.txt").contentType("text/x-poem").metadata(Map.of("by", "Ada"))
                            .tagging("kind=poem").serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromString("roses"));
            s3.putObject(request -> request.bucket("lesson").key("plain"), RequestBody.fromBytes(new byte[300_000]));
            s3.copyObject(request -> request.sourceBucket("lesson").sourceKey("folder/a b+ü.txt").destinationBucket("lesson")
                    .destinationKey("copy"));
            upload = s3.createMultipartUpload(request -> request.bucket("lesson").key("big").tagging("kind=big")).uploadId();
            part = s3.uploadPart(request -> request.bucket("lesson").key("big").uploadId(upload).partNumber(1),
                    RequestBody.fromBytes(new byte[5 * 1024 * 1024])).eTag();
        }
        assertSameAfterRestart(Map.of(
                "buckets", stored(s3 -> s3.listBuckets().buckets()),
                "policy", stored(s3 -> s3.getBucketPolicy(request -> request.bucket("lesson")).policy()),
                "bucket tags", stored(s3 -> s3.getBucketTagging(request -> request.bucket("lesson")).tagSet()),
                "block", stored(s3 -> s3.getPublicAccessBlock(request -> request.bucket("lesson")).publicAccessBlockConfiguration()),
                "objects", stored(s3 -> s3.listObjectsV2(request -> request.bucket("lesson")).contents()),
                "poem", stored(s3 -> s3.getObjectAsBytes(poem()).response().toString()),
                "content", stored(s3 -> s3.getObjectAsBytes(poem()).asUtf8String()),
                "tags", stored(s3 -> s3.getObjectTagging(request -> request.bucket("lesson").key("copy")).tagSet()),
                "uploads", stored(s3 -> s3.listMultipartUploads(request -> request.bucket("lesson")).uploads())));
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.completeMultipartUpload(request -> request.bucket("lesson").key("big").uploadId(upload)
                    .multipartUpload(parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(part).build())));
            assertThat(s3.getObjectTagging(request -> request.bucket("lesson").key("big")).tagSet()).singleElement()
                    .satisfies(tag -> assertThat(tag.value()).isEqualTo("big"));
            assertThatThrownBy(() -> s3.deleteObject(request -> request.bucket("lesson").key("plain"))).isInstanceOf(S3Exception.class)
                    .hasMessageContaining("explicit deny");
            assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("gone"))).isInstanceOf(S3Exception.class);
        }
    }

    private static GetObjectRequest poem() {
        return GetObjectRequest.builder().bucket("lesson").key("folder/a b+ü.txt").build();
    }

    private static Tagging tags(String key, String value) {
        return Tagging.builder().tagSet(List.of(software.amazon.awssdk.services.s3.model.Tag.builder().key(key).value(value).build()))
                .build();
    }

    private static Function<TestCloud, Object> stored(Function<S3Client, Object> question) {
        return cloud -> {
            try (S3Client s3 = cloud.s3(cloud.administrator())) {
                return question.apply(s3);
            }
        };
    }

    @Test
    void whatAKilledCloudHadNotWrittenToItsEndIsNoObject() throws IOException {
        Path objects = temporary.resolve("state/objects");
        String random = "-0123abcd-0123-4567-89ab-0123456789ab";
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("lesson"));
            s3.putObject(request -> request.bucket("lesson").key("folder/done"), RequestBody.fromString("x"));
            s3.putObject(request -> request.bucket("lesson").key("folder/named" + random), RequestBody.fromString("x"));
        }
        cloud.close();
        Files.writeString(objects.resolve("lesson/folder/done" + random), "half");
        Files.writeString(temporary.resolve("state/objects-unwritten/note"), """
                {"bucket": "lesson", "key": "folder/done", "tags": {"k": "v"}, "before": "another file"}""");
        Files.writeString(Files.createDirectory(objects.resolve("no-bucket")).resolve("x"), "x");
        cloud = open();
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            assertThat(s3.listObjectsV2(request -> request.bucket("lesson")).contents()).extracting("key").containsExactly("folder/done",
                    "folder/named" + random);
            assertThat(s3.getObjectTagging(request -> request.bucket("lesson").key("folder/done")).tagSet()).extracting("key")
                    .as("tags of an object that was written, but was not answered").containsExactly("k");
        }
        assertThat(objects.resolve("no-bucket")).doesNotExist();
        assertThat(temporary.resolve("state/objects-unwritten")).isEmptyDirectory();
    }

    @Test
    void smallServicesAreTheSame() {
        AwsCredentials administrator = cloud.administrator();
        send("ssm", Call.json("AmazonSSM.PutParameter", "{\"Name\": \"/lesson/a\", \"Value\": \"1\", \"Type\": \"String\"}"));
        send("ecr", Call.json("AmazonEC2ContainerRegistry_V20150921.CreateRepository", "{\"repositoryName\": \"lesson\"}"));
        try (CloudWatchLogsClient logs = cloud.logs(administrator); SchedulerClient scheduler = cloud.scheduler(administrator)) {
            logs.createLogGroup(request -> request.logGroupName("lesson").tags(Map.of("k", "v")));
            logs.putRetentionPolicy(request -> request.logGroupName("lesson").retentionInDays(7));
            scheduler.createScheduleGroup(request -> request.name("lesson"));
        }
        Map<String, Function<TestCloud, Object>> questions = new LinkedHashMap<>();
        questions.put("parameter", _ -> send("ssm", Call.json("AmazonSSM.GetParameter", "{\"Name\": \"/lesson/a\"}")));
        questions.put("repository", _ -> send("ecr", Call.json("AmazonEC2ContainerRegistry_V20150921.DescribeRepositories", "{}")));
        questions.put("groups", now -> {
            try (CloudWatchLogsClient logs = now.logs(now.administrator())) {
                return logs.describeLogGroups().logGroups();
            }
        });
        questions.put("schedule groups", now -> {
            try (SchedulerClient scheduler = now.scheduler(now.administrator())) {
                return scheduler.listScheduleGroups(request -> request.maxResults(10)).scheduleGroups();
            }
        });
        assertSameAfterRestart(questions);
    }

    private String send(String service, Call call) {
        WireClient wire = cloud.wire();
        WireClient.Reply reply = wire.send(wire.signed(call, service, cloud.administrator()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    @Test
    void aScheduleThatCameDueMeanwhileIsCalledAndOneThatWasCalledIsNot() {
        try (IamClient iam = cloud.iam(); SchedulerClient scheduler = cloud.scheduler(cloud.administrator())) {
            String role = iam.createRole(request -> request.roleName("Clock").assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                     "Principal": {"Service": "scheduler.amazonaws.com"}}]}""")).role().arn();
            iam.putRolePolicy(request -> request.roleName("Clock").policyName("p").policyDocument(TestCloud.allow("iam:CreateUser", "*")));
            schedule(scheduler, "past", role, cloud.clock().instant().minusSeconds(10).toString());
            await().untilAsserted(() -> assertThat(users()).contains("past"));
            iam.deleteUser(request -> request.userName("past"));
            schedule(scheduler, "soon", role, cloud.clock().instant().plusSeconds(4).toString());
        }
        cloud.close();
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        cloud = open();
        await().untilAsserted(() -> assertThat(users()).contains("soon"));
        assertThat(users()).doesNotContain("past");
    }

    private static void schedule(SchedulerClient scheduler, String name, String role, String at) {
        scheduler.createSchedule(request -> request.name(name).scheduleExpression("at(" + at.substring(0, 19) + ")")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn("arn:aws:scheduler:::aws-sdk:iam:createUser").roleArn(role)
                        .input("{\"UserName\": \"" + name + "\"}")));
    }

    private List<String> users() {
        try (IamClient iam = cloud.iam()) {
            return iam.listUsers().users().stream().map(user -> user.userName()).toList();
        }
    }

    @Test
    void theEventHistoryGoesOn() {
        AwsCredentials nobody = cloud.user("ada", Optional.empty());
        try (IamClient iam = cloud.iam(nobody)) {
            assertThatThrownBy(iam::listUsers).hasMessageContaining("not authorized");
        }
        assertSameAfterRestart(Map.of("of ada", now -> events(now, LookupAttributeKey.USERNAME, "ada"), "creations",
                now -> events(now, LookupAttributeKey.EVENT_NAME, "CreateUser")));
        assertThat(events(cloud, LookupAttributeKey.USERNAME, "ada")).singleElement().asString().contains("AccessDenied");
        cloud.user("bob", Optional.empty());
        assertThat(events(cloud, LookupAttributeKey.EVENT_NAME, "CreateUser")).hasSize(2);
    }

    private static List<String> events(TestCloud cloud, LookupAttributeKey key, String value) {
        try (CloudTrailClient trail = cloud.cloudTrail(cloud.administrator())) {
            return trail
                    .lookupEvents(
                            request -> request.lookupAttributes(LookupAttribute.builder().attributeKey(key).attributeValue(value).build()))
                    .events()
                    .stream().map(event -> event.cloudTrailEvent()).toList();
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

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no cp")
    void aCopyOfTheFolderIsTheSameCloud() throws IOException, InterruptedException {
        AwsCredentials key = cloud.user("ada", Optional.of(TestCloud.allow("s3:*", "*")));
        try (S3Client s3 = cloud.s3(key)) {
            s3.createBucket(request -> request.bucket("lesson"));
            s3.putObject(request -> request.bucket("lesson").key("poem").contentType("text/x-poem"), RequestBody.fromString("roses"));
        }
        cloud.close();
        assertThat(new ProcessBuilder("cp", "-a", temporary.resolve("state").toString(), temporary.resolve("copy").toString()).start()
                .waitFor()).isZero();
        cloud = new TestCloud(options -> options.keptIn(temporary.resolve("copy")));
        try (S3Client s3 = cloud.s3(key)) {
            assertThat(s3.getObjectAsBytes(request -> request.bucket("lesson").key("poem")).response().contentType())
                    .isEqualTo("text/x-poem");
        }
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
    void itIsBootstrappedOnceAndItsAdministratorComesBackWhereItWasTakenAway() {
        try (IamClient iam = cloud.iam()) {
            String before = iam.getRole(request -> request.roleName("RolecallAdministrator")).role().roleId();
            restart();
            try (IamClient after = cloud.iam()) {
                assertThat(after.getRole(request -> request.roleName("RolecallAdministrator")).role().roleId()).isEqualTo(before);
                after.detachRolePolicy(request -> request.roleName("RolecallAdministrator")
                        .policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
            }
        }
        restart();
        try (IamClient iam = cloud.iam()) {
            assertThatThrownBy(iam::listUsers).as("what was taken from it stays taken").hasMessageContaining("not authorized");
        }
    }

    @Test
    void aStateIsUsedByOneCloudAndOfOneAccount() throws IOException {
        assertThatThrownBy(this::open).isInstanceOf(StateException.class).hasMessageContaining("in use by another local cloud");
        cloud.close();
        assertThatThrownBy(() -> new TestCloud(options -> new LocalCloudOptions(0, "444455556666", options.region(), options.directory(),
                options.clock(), options.lifetimes()).keptIn(temporary.resolve("state")))).isInstanceOf(StateException.class)
                .hasMessageContaining("is of account " + TestCloud.ACCOUNT);
        cloud = open();
        try (Stream<Path> content = Files.list(temporary.resolve("state"))) {
            assertThat(content.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(".gitignore", "code", "instances",
                    "objects", "objects-unwritten", "rolecall.json", "rolecall.lock", "state.mv");
        }
    }

    @Test
    void aKeyOfBeforeIsNoKeyOfAnotherState() {
        AccessKey key;
        try (IamClient iam = cloud.iam()) {
            iam.createUser(request -> request.userName("ada"));
            key = iam.createAccessKey(request -> request.userName("ada")).accessKey();
        }
        try (TestCloud other = new TestCloud();
                StsClient sts = other.sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(StsException.class);
        }
    }
}
