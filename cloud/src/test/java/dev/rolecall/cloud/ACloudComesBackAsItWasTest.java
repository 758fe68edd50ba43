package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
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
import dev.rolecall.cloud.state.StateException;

/** Clouds that keep what they have, closed and started again on the same folder. What is kept of identities, of what runs and of stacks has tests of its own. */
@Timeout(600)
final class ACloudComesBackAsItWasTest extends RestartedCloud {
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
            schedule(scheduler, "soon", role, cloud.clock().instant().plus(Duration.ofHours(1)).toString());
        }
        cloud.close();
        cloud = open(Duration.ofHours(2));
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
}
