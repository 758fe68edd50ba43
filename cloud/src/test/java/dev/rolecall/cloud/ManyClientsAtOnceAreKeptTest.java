package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** Clients of every service with something of their own to keep, all at once: nobody waits for ever, and all of it is there afterwards. */
@Timeout(600)
class ManyClientsAtOnceAreKeptTest {
    private static final int CLIENTS = 24;
    private static final int EACH = 12;

    @TempDir
    private Path temporary;

    private TestCloud open() {
        return new TestCloud(options -> options.keptIn(temporary.resolve("state")));
    }

    @Test
    void whatEachOfThemMadeIsThereAfterARestart() throws Exception {
        List<AwsCredentials> keys = new ArrayList<>();
        String instance;
        try (TestCloud cloud = open(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            instance = launch(cloud);
            List<Future<AwsCredentials>> working = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                working.add(threads.submit(() -> work(cloud, number, instance)));
            }
            for (Future<AwsCredentials> each : working) {
                keys.add(each.get());
            }
        }
        try (TestCloud cloud = open()) {
            for (int client = 0; client < CLIENTS; client++) {
                assertIsThere(cloud, client, keys.get(client));
            }
            try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
                assertThat(ec2.describeInstances(request -> request.instanceIds(instance)).reservations().getFirst().instances().getFirst()
                        .tags()).hasSize(CLIENTS);
            }
        }
    }

    private static String launch(TestCloud cloud) {
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator()); S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("shared"));
            return ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0").minCount(1).maxCount(1)).instances().getFirst()
                    .instanceId();
        }
    }

    private static AwsCredentials work(TestCloud cloud, int number, String instance) {
        AwsCredentials key = cloud.user("user" + number, Optional.of(TestCloud.allow("*", "*")));
        try (IamClient iam = cloud.iam(key);
                S3Client s3 = cloud.s3(key);
                Ec2Client ec2 = cloud.ec2(key);
                CloudWatchLogsClient logs = cloud.logs(key);
                SchedulerClient scheduler = cloud.scheduler(key)) {
            for (int i = 0; i < EACH; i++) {
                String name = number + "-" + i;
                iam.createRole(request -> request.roleName("role" + name).assumeRolePolicyDocument(TestCloud.trust()));
                s3.putObject(request -> request.bucket("shared").key(name).tagging("a=" + number), RequestBody.fromString(name));
                ec2.createTags(request -> request.resources(instance).tags(Tag.builder().key("of" + number).value(name).build()));
                logs.createLogGroup(request -> request.logGroupName(name));
                scheduler.createScheduleGroup(request -> request.name("g" + name));
            }
        }
        return key;
    }

    private static void assertIsThere(TestCloud cloud, int number, AwsCredentials key) {
        try (IamClient iam = cloud.iam(key);
                S3Client s3 = cloud.s3(key);
                CloudWatchLogsClient logs = cloud.logs(key);
                SchedulerClient scheduler = cloud.scheduler(key)) {
            for (int i = 0; i < EACH; i++) {
                String name = number + "-" + i;
                assertThat(iam.getRole(request -> request.roleName("role" + name)).role().maxSessionDuration())
                        .isEqualTo((int) Duration.ofHours(1).toSeconds());
                assertThat(s3.getObjectAsBytes(request -> request.bucket("shared").key(name)).asUtf8String()).isEqualTo(name);
                assertThat(s3.getObjectTagging(request -> request.bucket("shared").key(name)).tagSet()).hasSize(1);
                assertThat(scheduler.getScheduleGroup(request -> request.name("g" + name)).name()).isEqualTo("g" + name);
            }
            assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix(number + "-")).logGroups()).hasSize(EACH);
        }
    }
}
