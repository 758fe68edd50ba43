package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static dev.rolecall.cloud.sts.AssumedRole.assume;
import static dev.rolecall.cloud.sts.AssumedRole.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session. */
class SessionPoliciesNarrowTest {
    private static final String BUCKET = "lesson";
    private static final Map<String, Consumer<S3Client>> CALLS = Map.of("s3:ListAllMyBuckets", S3Client::listBuckets, "s3:ListBucket",
            s3 -> s3.listObjectsV2(request -> request.bucket(BUCKET)), "s3:GetBucketTagging",
            s3 -> s3.getBucketTagging(request -> request.bucket(BUCKET)), "s3:GetBucketPolicy",
            s3 -> s3.getBucketPolicy(request -> request.bucket(BUCKET)));

    private static TestCloud cloud;
    private static AwsCredentials user;
    private static String all;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("caller", Optional.of(TestCloud.allow("sts:*", "*")));
        all = cloud.role("all", TestCloud.allow("s3:*", "*"));
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void inlineAndManagedPoliciesTogetherAreTheSessionPolicy() {
        String buckets = managed("Buckets", TestCloud.allow("s3:ListAllMyBuckets", "*"));
        AwsCredentials narrowed = session(cloud, user, all,
                request -> request.policy(TestCloud.allow("s3:ListBucket", "*")).policyArns(arn(buckets)));
        assertThat(allowed(narrowed)).containsExactly("s3:ListAllMyBuckets", "s3:ListBucket");
        AssumeRoleResponse packed = assume(cloud, user, all, request -> request.policyArns(arn(buckets)));
        assertThat(packed.getValueForField("PackedPolicySize", Integer.class)).contains(packed.sessionTokenUtilization())
                .hasValueSatisfying(percent -> assertThat(percent).isBetween(1, 100));
        assertThat(assume(cloud, user, all, request -> {}).sessionTokenUtilization()).isNull();
    }

    @Test
    void aManagedPolicyOfAwsNarrowsToo() {
        AwsCredentials narrowed = session(cloud, user, all,
                request -> request.policyArns(arn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")));
        try (S3Client s3 = cloud.s3(narrowed)) {
            assertThat(s3.listBuckets().buckets()).isNotEmpty();
            assertFails(403, "AccessDenied", "no session policy allows", () -> s3.createBucket(request -> request.bucket("narrowed")));
        }
    }

    @Test
    void aSessionWhosePolicyIsDeletedIsNotWidened() {
        String going = managed("Going", TestCloud.allow("s3:ListBucket", "*"));
        AwsCredentials narrowed = session(cloud, user, all, request -> request.policyArns(arn(going)));
        assertThat(allowed(narrowed)).containsExactly("s3:ListBucket");
        try (IamClient iam = cloud.iam()) {
            iam.deletePolicy(request -> request.policyArn(going));
        }
        assertThat(allowed(narrowed)).isEmpty();
    }

    @Test
    void whatIsTooMuchOrWrongIsRefused() {
        String none = "arn:aws:iam::" + TestCloud.ACCOUNT + ":policy/None";
        refused("ValidationError", "does not exist", request -> request.policyArns(arn(none)));
        refused("ValidationError", "'policyArns'",
                request -> request.policyArns(IntStream.range(0, 11).mapToObj(i -> arn(none + i)).toList()));
        refused("ValidationError", "less than or equal to 2048", request -> request.policy(" ".repeat(2_049)));
        refused("ValidationError", "more than 2048",
                request -> request.policy(TestCloud.allow("s3:*", "*") + " ".repeat(1_950)).policyArns(arn(none)));
        refused("ValidationError", "'policy'", request -> request.policy(""));
        refused("MalformedPolicyDocument", "", request -> request.policy("{}"));
        refused("PackedPolicyTooLarge", "% of allotted space", request -> request.policy(incompressible()));
    }

    /** Whatever the role and the session policy allow, the session may do what both allow and nothing else. */
    @RepeatedTest(8)
    void noSessionGetsMoreThanItsRole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Set<String> ofRole = some(random);
        Set<String> inline = some(random);
        Set<String> managed = some(random);
        String role = cloud.role("random-" + repetition.getCurrentRepetition(), allowing(ofRole));
        String policy = managed("Random-" + repetition.getCurrentRepetition(), allowing(managed));
        AwsCredentials narrowed = session(cloud, user, role, request -> request.policy(allowing(inline)).policyArns(arn(policy)));

        Set<String> both = new TreeSet<>(ofRole);
        both.removeIf(action -> !inline.contains(action) && !managed.contains(action));
        assertThat(allowed(narrowed)).isEqualTo(both);
        assertThat(allowed(session(cloud, user, role, request -> {}))).isEqualTo(ofRole);
    }

    private static Set<String> some(Random random) {
        Set<String> actions = new TreeSet<>(CALLS.keySet());
        actions.removeIf(action -> random.nextBoolean());
        return actions;
    }

    private static String allowing(Set<String> actions) {
        List<String> quoted = Stream.concat(actions.stream(), Stream.of("none:None")).map(action -> '"' + action + '"').toList();
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [" + String.join(", ", quoted)
                + "], \"Resource\": \"*\"}]}";
    }

    private static Set<String> allowed(AwsCredentials credentials) {
        Set<String> allowed = new TreeSet<>();
        try (S3Client s3 = cloud.s3(credentials)) {
            CALLS.forEach((action, call) -> {
                try {
                    call.accept(s3);
                    allowed.add(action);
                } catch (S3Exception e) {
                    if (e.statusCode() != 403) {
                        allowed.add(action);
                    }
                }
            });
        }
        return allowed;
    }

    private static String incompressible() {
        Random random = new Random(1);
        StringBuilder actions = new StringBuilder("\"s3:*\"");
        while (actions.length() < 1_800) {
            actions.append(", \"s3:").append(Long.toString(random.nextLong(), Character.MAX_RADIX)).append('"');
        }
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [" + actions
                + "], \"Resource\": \"*\"}]}";
    }

    private static String managed(String name, String document) {
        try (IamClient iam = cloud.iam()) {
            return iam.createPolicy(request -> request.policyName(name).policyDocument(document)).policy().arn();
        }
    }

    private static PolicyDescriptorType arn(String arn) {
        return PolicyDescriptorType.builder().arn(arn).build();
    }

    private static void refused(String code, String message, Consumer<AssumeRoleRequest.Builder> how) {
        assertFails(400, code, message, () -> assume(cloud, user, all, how));
    }
}
