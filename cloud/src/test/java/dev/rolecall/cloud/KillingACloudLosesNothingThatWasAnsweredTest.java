package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;

/** A cloud in a JVM of its own is killed while clients write without a pause, a dozen times, and started again. */
@Timeout(600)
class KillingACloudLosesNothingThatWasAnsweredTest {
    private static final int ROUNDS = 12;
    private static final int CLIENTS = 3;
    /** Requests that are answered in a round before its kill, and how many more at most. */
    private static final int LEAST = 15;
    private static final int MORE = 120;
    private static final int KILLED_STARTS = 8;
    private static final String BUCKET = "lesson";

    @TempDir
    private Path temporary;

    /** What one client knows of what is its own: what was answered, and the one thing that was not. */
    private static final class Belief {
        private final String user;
        private final Map<String, String> policies = new TreeMap<>();
        private final Map<String, String> objects = new TreeMap<>();
        private Optional<AwsBasicCredentials> key = Optional.empty();
        private Optional<String> doubt = Optional.empty();
        private int count;

        Belief(String user) {
            this.user = user;
        }
    }

    @Test
    void everythingAnsweredIsThereAndAtMostWhatWasUnderWayIsInDoubt() throws Exception {
        Random random = new Random();
        List<Belief> beliefs = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            beliefs.add(new Belief("user" + client));
        }
        Optional<AwsCredentials> first = Optional.empty();
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (KeptCloud cloud = KeptCloud.start(temporary); ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                try (IamClient iam = cloud.iam(); S3Client s3 = cloud.s3()) {
                    if (round == 0) {
                        s3.createBucket(request -> request.bucket(BUCKET));
                        beliefs.forEach(belief -> iam.createUser(request -> request.userName(belief.user)));
                        first = Optional.of(cloud.administrator());
                    }
                    beliefs.forEach(belief -> assertHolds(belief, cloud, iam, s3));
                    assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents()).extracting(S3Object::key)
                            .containsExactlyInAnyOrderElementsOf(
                                    beliefs.stream().flatMap(belief -> belief.objects.keySet().stream()).toList());
                }
                try (StsClient sts = cloud.sts(first.orElseThrow())) {
                    assertThat(sts.getCallerIdentity().arn()).as("a session of the first round").contains("RolecallAdministrator");
                }
                AtomicInteger now = new AtomicInteger();
                List<Future<?>> writing = new ArrayList<>();
                beliefs.forEach(belief -> writing.add(clients.submit(() -> write(belief, cloud, now))));
                int enough = LEAST + random.nextInt(MORE);
                await().pollInterval(Duration.ofMillis(1)).until(() -> now.get() >= enough);
                Thread.sleep(Duration.ofMillis(random.nextInt(50)));
                cloud.jvm().destroyForcibly();
                for (Future<?> each : writing) {
                    each.get();
                }
                answered += now.get();
            }
        }
        System.out.printf("%d requests were answered in %d rounds%n", answered, ROUNDS);
    }

    @Test
    void aCloudThatIsKilledWhileItStartsStartsTheNextTime() throws Exception {
        Random random = new Random();
        for (int round = 0; round < KILLED_STARTS; round++) {
            Process jvm = KeptCloud.process(temporary);
            Thread.sleep(Duration.ofMillis(150 + random.nextInt(round < KILLED_STARTS / 2 ? 700 : 1500)));
            jvm.destroyForcibly().onExit().join();
        }
        try (KeptCloud cloud = KeptCloud.start(temporary); IamClient iam = cloud.iam(); S3Client s3 = cloud.s3()) {
            assertThat(iam.listRoles().roles()).extracting(Role::roleName).contains("RolecallAdministrator")
                    .filteredOn(name -> name.startsWith("cdk-")).hasSize(5);
            assertThat(s3.listBuckets().buckets()).singleElement()
                    .satisfies(bucket -> assertThat(s3.listObjectsV2(request -> request.bucket(bucket.name())).contents()).isEmpty());
        }
    }

    /** Until nobody answers any more. */
    private static void write(Belief belief, KeptCloud cloud, AtomicInteger answered) {
        try (IamClient iam = cloud.iam(); S3Client s3 = cloud.s3()) {
            while (true) {
                int number = belief.count;
                String name = belief.user + "-" + number % 7;
                String value = "v" + number;
                switch (number % 4) {
                    case 0 -> {
                        belief.doubt = Optional.of("policy " + name);
                        iam.putUserPolicy(request -> request.userName(belief.user).policyName(name).policyDocument(policy(value)));
                        belief.policies.put(name, value);
                    }
                    case 1 -> {
                        belief.doubt = Optional.of("object " + name);
                        s3.putObject(request -> request.bucket(BUCKET).key(name).tagging("value=" + value), RequestBody.fromString(value));
                        belief.objects.put(name, value);
                    }
                    case 2 -> rotate(belief, iam);
                    default -> {
                        String old = belief.user + "-" + (number + 3) % 7;
                        belief.doubt = Optional.of("object " + old);
                        s3.deleteObject(request -> request.bucket(BUCKET).key(old));
                        belief.objects.remove(old);
                    }
                }
                belief.doubt = Optional.empty();
                belief.count++;
                answered.incrementAndGet();
            }
        } catch (SdkClientException e) {
            // It was killed.
        }
    }

    private static String policy(String value) {
        return TestCloud.allow("sts:" + value, "*");
    }

    private static void rotate(Belief belief, IamClient iam) {
        belief.doubt = Optional.of("key");
        AccessKey made = iam.createAccessKey(request -> request.userName(belief.user)).accessKey();
        Optional<AwsBasicCredentials> old = belief.key;
        belief.key = Optional.of(AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey()));
        old.ifPresent(key -> iam.deleteAccessKey(request -> request.userName(belief.user).accessKeyId(key.accessKeyId())));
    }

    /** What is in doubt may be as it was before or after; from then on it is as it was found. */
    private static void assertHolds(Belief belief, KeptCloud cloud, IamClient iam, S3Client s3) {
        String doubt = belief.doubt.orElse("");
        belief.doubt = Optional.empty();
        for (int i = 0; i < 7; i++) {
            String name = belief.user + "-" + i;
            Optional<String> policy = policy(belief, name, iam);
            Optional<String> object = object(name, s3);
            String next = "v" + belief.count;
            assertExpected(belief.policies, name, policy, doubt.equals("policy " + name), next);
            assertExpected(belief.objects, name, object, doubt.equals("object " + name), next);
        }
        List<String> ids = iam.listAccessKeys(request -> request.userName(belief.user)).accessKeyMetadata().stream()
                .map(AccessKeyMetadata::accessKeyId).toList();
        belief.key.ifPresent(key -> {
            assertThat(ids).contains(key.accessKeyId()).hasSizeLessThanOrEqualTo(doubt.equals("key") ? 2 : 1);
            try (StsClient sts = cloud.sts(key)) {
                assertThat(sts.getCallerIdentity().arn()).endsWith(":user/" + belief.user);
            }
        });
        String kept = belief.key.map(AwsBasicCredentials::accessKeyId).orElse("");
        ids.stream().filter(id -> !id.equals(kept)).forEach(
                id -> iam.deleteAccessKey(request -> request.userName(belief.user).accessKeyId(id)));
    }

    private static void assertExpected(Map<String, String> believed, String name, Optional<String> found, boolean inDoubt, String next) {
        Optional<String> known = Optional.ofNullable(believed.get(name));
        if (inDoubt) {
            assertThat(found).as(name + " in doubt").isIn(known, Optional.of(next), Optional.empty());
            believed.remove(name);
            found.ifPresent(value -> believed.put(name, value));
        } else {
            assertThat(found).as(name).isEqualTo(known);
        }
    }

    private static Optional<String> policy(Belief belief, String name, IamClient iam) {
        try {
            String text = iam.getUserPolicy(request -> request.userName(belief.user).policyName(name)).policyDocument();
            return Optional.of(text.replaceFirst(".*sts%3A(v\\d+).*", "$1"));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> object(String name, S3Client s3) {
        try {
            String value = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(name)).asUtf8String();
            List<String> tags = s3.getObjectTagging(request -> request.bucket(BUCKET).key(name)).tagSet().stream()
                    .map(tag -> Objects.requireNonNull(tag.value())).toList();
            return Optional.of(value).filter(_ -> tags.equals(List.of(value)))
                    .or(() -> Optional.of(value + " with the tags " + tags));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
