package dev.rolecall.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

import dev.rolecall.cloud.TestCloud;

class S3ServesTheRealSdkTest {
    private static final String BUCKET = "lesson-bucket";
    private static TestCloud cloud;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        s3 = cloud.s3(cloud.administrator());
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        s3.close();
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "with space", "a+b", "a b/c%2Fd", "ünïcödé/日本", "semi;colon=&?#", "tilde~_-.", "'quoted\"<&>"})
    void anyKeyComesBackAsItWasPut(String key) {
        put(key, "content of " + key);
        assertThat(get(key)).isEqualTo("content of " + key);
        assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(key)).contents()).extracting(S3Object::key).contains(key);
        s3.copyObject(request -> request.sourceBucket(BUCKET).sourceKey(key).destinationBucket(BUCKET).destinationKey("copy/" + key));
        assertThat(get("copy/" + key)).isEqualTo("content of " + key);
        s3.deleteObject(request -> request.bucket(BUCKET).key(key));
        assertFails(404, "NoSuchKey", () -> get(key));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "SHA1", "SHA256"})
    void anUploadWithAChecksumIsStored(ChecksumAlgorithm algorithm) {
        String key = "checked/" + algorithm;
        s3.putObject(request -> request.bucket(BUCKET).key(key).checksumAlgorithm(algorithm), RequestBody.fromString("x".repeat(200_000)));
        assertThat(get(key)).hasSize(200_000);
    }

    @Test
    void bucketsAreListedInPartsWithTheirRegionAndTime() {
        for (String name : List.of("listed-1", "listed-2", "listed-3")) {
            s3.createBucket(request -> request.bucket(name));
        }
        assertThat(s3.listBucketsPaginator(request -> request.prefix("listed-").maxBuckets(2)).buckets().stream().map(Bucket::name))
                .containsExactly("listed-1", "listed-2", "listed-3");
        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains(BUCKET);
        assertThat(s3.listBuckets(request -> request.prefix("listed-1")).buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.bucketRegion()).isEqualTo(TestCloud.REGION);
            assertThat(bucket.creationDate()).isBetween(cloud.clock().instant().minusSeconds(60), cloud.clock().instant());
        });
        for (String name : List.of("listed-1", "listed-2", "listed-3")) {
            s3.deleteBucket(request -> request.bucket(name));
        }
    }

    @Test
    void anEmptyObjectIsStored() {
        put("empty", "");
        assertThat(s3.headObject(request -> request.bucket(BUCKET).key("empty")).contentLength()).isZero();
        assertThat(get("empty")).isEmpty();
    }

    @Test
    void headTellsTypeMetadataAndLength() {
        s3.putObject(request -> request.bucket(BUCKET).key("described").contentType("text/plain").metadata(Map.of("lesson", "one")),
                RequestBody.fromString("12345"));
        var head = s3.headObject(request -> request.bucket(BUCKET).key("described"));
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.metadata()).containsEntry("lesson", "one");
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.contentEncoding()).isNull();
    }

    @Test
    void aRangeIsCutOut() {
        put("range", "0123456789");
        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("range").range("bytes=2-4")).asUtf8String()).isEqualTo("234");
        assertFails(416, "InvalidRange", () -> s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("range").range("bytes=20-")));
    }

    @Test
    void aMultipartUploadIsPutTogether() {
        String key = "parts";
        String id = s3.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
        String big = "p".repeat(5 * 1024 * 1024);
        List<CompletedPart> parts = IntStream.of(1, 2).mapToObj(number -> CompletedPart.builder().partNumber(number)
                .eTag(s3.uploadPart(request -> request.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromString(number == 1 ? big : "end")).eTag())
                .build()).toList();
        s3.completeMultipartUpload(request -> request.bucket(BUCKET).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        assertThat(get(key)).hasSize(big.length() + 3).endsWith("pend");
    }

    @Test
    void eachKeyOfADeletionIsJudged() {
        put("mine/a", "a");
        put("yours/a", "a");
        var limited = cloud.user("deletes-mine", Optional.of(TestCloud.allow("s3:DeleteObject", "arn:aws:s3:::" + BUCKET + "/mine/*")));
        try (S3Client deleter = cloud.s3(limited)) {
            DeleteObjectsResponse result = deleter.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete
                    .objects(ObjectIdentifier.builder().key("mine/a").build(), ObjectIdentifier.builder().key("yours/a").build())));
            assertThat(result.deleted()).singleElement().satisfies(deleted -> assertThat(deleted.key()).isEqualTo("mine/a"));
            assertThat(result.errors()).singleElement().extracting(S3Error::key, S3Error::code).containsExactly("yours/a", "AccessDenied");
        }
        assertFails(404, "NoSuchKey", () -> get("mine/a"));
        assertThat(get("yours/a")).isEqualTo("a");
    }

    @Test
    void aDeletionInABucketThatDoesNotExistSaysSo() {
        assertFails(404, "NoSuchBucket", () -> s3.deleteObjects(
                request -> request.bucket("no-such-bucket").delete(delete -> delete.objects(ObjectIdentifier.builder().key("k").build()))));
    }

    @Test
    void aBucketWithObjectsIsNotDeleted() {
        s3.createBucket(request -> request.bucket("to-be-deleted"));
        s3.putObject(request -> request.bucket("to-be-deleted").key("k"), RequestBody.fromString("v"));
        assertFails(409, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket("to-be-deleted")));
        s3.deleteObject(request -> request.bucket("to-be-deleted").key("k"));
        s3.deleteBucket(request -> request.bucket("to-be-deleted"));
        assertFails(404, "NoSuchBucket", () -> s3.listObjectsV2(request -> request.bucket("to-be-deleted")));
    }

    @Test
    void bucketSettingsComeBackAsTheyWerePut() {
        s3.createBucket(request -> request.bucket("settings"));
        s3.putPublicAccessBlock(request -> request.bucket("settings").publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)));
        assertThat(s3.getPublicAccessBlock(request -> request.bucket("settings")).publicAccessBlockConfiguration().blockPublicAcls())
                .isTrue();
        s3.putBucketEncryption(request -> request.bucket("settings").serverSideEncryptionConfiguration(
                config -> config.rules(encrypted())));
        assertThat(s3.getBucketEncryption(request -> request.bucket("settings")).serverSideEncryptionConfiguration().rules()).hasSize(1);
        List<Tag> tags = List.of(Tag.builder().key("a").value("1").build(), Tag.builder().key("b").value("<&>").build());
        s3.putBucketTagging(request -> request.bucket("settings").tagging(tagging -> tagging.tagSet(tags)));
        assertThat(s3.getBucketTagging(request -> request.bucket("settings")).tagSet()).isEqualTo(tags);
        s3.deleteBucketTagging(request -> request.bucket("settings"));
        assertFails(404, "NoSuchTagSet", () -> s3.getBucketTagging(request -> request.bucket("settings")));
        assertFails(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(request -> request.bucket("settings")));
        assertThat(s3.getBucketLocation(request -> request.bucket("settings")).locationConstraintAsString()).isNullOrEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/leading", "a//b", "a/../b", "./a", "..", "file/below"})
    void aKeyThatTheStoreCouldTakeForAnotherIsRefused(String key) {
        put("file", "a file");
        assertFails(501, "NotImplemented", () -> put(key, "x"));
    }

    @Test
    void aKeyIsAtMost1024BytesLong() {
        put("é".repeat(100) + "/" + "k".repeat(200), "x");
        assertFails(400, "KeyTooLongError", () -> put("é".repeat(513), "x"));
    }

    @Test
    void namesAreCheckedAndTakenOnce() {
        assertFails(409, "BucketAlreadyOwnedByYou", () -> s3.createBucket(request -> request.bucket(BUCKET)));
        assertFails(400, "MalformedPolicy", () -> s3.putBucketPolicy(request -> request.bucket(BUCKET).policy("{}")));
    }

    private static ServerSideEncryptionRule encrypted() {
        return ServerSideEncryptionRule.builder().applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(ServerSideEncryption.AES256))
                .build();
    }

    private static void put(String key, String content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void assertFails(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> {
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
