package dev.rolecall.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;

/** What new buckets refuse, and what is public: the examples of AWS's page about blocking public access. */
class PublicAccessIsBlockedTest {
    private static final String OPEN = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
             "Resource": "arn:aws:s3:::BUCKET/*"}]}""";
    private static TestCloud cloud;
    private static WireClient wire;
    private static S3Client owner;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        owner = cloud.s3(cloud.administrator());
    }

    @AfterAll
    static void stop() {
        owner.close();
        cloud.close();
    }

    @Test
    void aNewBucketBlocksAllOfIt() {
        bucket("new-bucket");
        var block = owner.getPublicAccessBlock(request -> request.bucket("new-bucket")).publicAccessBlockConfiguration();
        assertThat(block.blockPublicPolicy() && block.restrictPublicBuckets() && block.blockPublicAcls() && block.ignorePublicAcls())
                .isTrue();
        assertThatThrownBy(() -> put("new-bucket", OPEN)).isInstanceOf(S3Exception.class)
                .hasMessageContaining("because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access");
    }

    @Test
    void aPublicBucketThatIsRestrictedIsForItsOwnAccount() {
        bucket("restricted");
        owner.deletePublicAccessBlock(request -> request.bucket("restricted"));
        put("restricted", OPEN);
        assertThat(wire.send(Call.of("GET", "/restricted/k")).status()).isEqualTo(200);
        owner.putPublicAccessBlock(
                request -> request.bucket("restricted").publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(true)));
        assertThat(wire.send(Call.of("GET", "/restricted/k")).status()).isEqualTo(403);
        try (S3Client member = cloud.s3(cloud.user("member-of-the-account", Optional.empty()))) {
            assertThat(member.getObjectAsBytes(request -> request.bucket("restricted").key("k")).asUtf8String()).isEqualTo("v");
        }
        assertThat(owner.getBucketPolicy(request -> request.bucket("restricted")).policy()).isEqualTo(OPEN.replace("BUCKET", "restricted"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            true  | "Principal": "*"
            true  | "Principal": {"AWS": ["111122223333", "*"]}
            false | "Principal": {"AWS": "111122223333"}
            false | "Principal": {"Service": "cloudtrail.amazonaws.com"}
            false | "Principal": "*", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-91237329"}}
            true  | "Principal": "*", "Condition": {"StringLike": {"aws:SourceVpc": "vpc-*"}}
            true  | "Principal": "*", "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-91237329"}}
            false | "Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
            true  | "Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/1"}}
            true  | "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/a": "b"}}
            false | "Principal": "*", "Condition": {"StringLike": {"aws:userid": "AROAEXAMPLEID1234567:*"}}
            true  | "Principal": "*", "Condition": {"StringLike": {"aws:userid": "*"}}
            """)
    void whatAPublicPolicyIs(boolean isPublic, String members) {
        String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", " + members
                + ", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}";
        assertThat(PublicPolicy.is(policy)).isEqualTo(isPublic);
        assertThat(PublicPolicy.is(policy.replace("Allow", "Deny"))).isFalse();
    }

    @Test
    void aBucketTakesNoAccessControlList() {
        bucket("no-acl");
        assertThatThrownBy(() -> owner.putObject(request -> request.bucket("no-acl").key("k").acl(ObjectCannedACL.PUBLIC_READ),
                RequestBody.fromString("x"))).isInstanceOfSatisfying(S3Exception.class, error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessControlListNotSupported");
                    assertThat(error.statusCode()).isEqualTo(400);
                });
        owner.putObject(request -> request.bucket("no-acl").key("k").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL),
                RequestBody.fromString("x"));
    }

    @Test
    void whatIsDemandedAndNotThereIsRefused() {
        bucket("demands");
        assertThatThrownBy(() -> owner.getObjectAsBytes(request -> request.bucket("demands").key("k").expectedBucketOwner("444455556666")))
                .isInstanceOfSatisfying(S3Exception.class, error -> assertThat(error.statusCode()).isEqualTo(403));
        assertThat(
                owner.getObjectAsBytes(request -> request.bucket("demands").key("k").expectedBucketOwner(TestCloud.ACCOUNT)).asUtf8String())
                .isEqualTo("v");
        assertThatThrownBy(() -> owner.putObject(request -> request.bucket("demands").key("k").objectLockMode("COMPLIANCE"),
                RequestBody.fromString("x"))).hasMessageContaining("Object Lock");
    }

    private static void bucket(String name) {
        owner.createBucket(request -> request.bucket(name));
        owner.putObject(request -> request.bucket(name).key("k"), RequestBody.fromString("v"));
    }

    private static void put(String bucket, String policy) {
        owner.putBucketPolicy(request -> request.bucket(bucket).policy(policy.replace("BUCKET", bucket)));
    }
}
