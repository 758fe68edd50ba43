package dev.rolecall.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;

class ObjectsCarryTagsTest {
    private static final String BUCKET = "tagged-objects";
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

    @Test
    void tagsComeWithAnUploadAndAreReplacedWithTheObject() {
        put("k", "a=1&b=two%20words");
        assertThat(tags("k")).isEqualTo(Map.of("a", "1", "b", "two words"));
        assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("k")).response().tagCount()).isEqualTo(2);
        s3.putObject(request -> request.bucket(BUCKET).key("k"), RequestBody.fromString("again"));
        assertThat(tags("k")).isEmpty();
    }

    @Test
    void tagsAreSetAndTakenAwayWithoutTheObject() {
        put("set", "a=1");
        s3.putObjectTagging(request -> request.bucket(BUCKET).key("set").tagging(set -> set.tagSet(tag("b", "<&>"))));
        assertThat(tags("set")).isEqualTo(Map.of("b", "<&>"));
        s3.deleteObjectTagging(request -> request.bucket(BUCKET).key("set"));
        assertThat(tags("set")).isEmpty();
    }

    @Test
    void tagsEndWithTheObject() {
        put("gone", "a=1");
        s3.deleteObject(request -> request.bucket(BUCKET).key("gone"));
        assertFails(404, "NoSuchKey", () -> tags("gone"));
        s3.putObject(request -> request.bucket(BUCKET).key("gone"), RequestBody.fromString("new"));
        assertThat(tags("gone")).isEmpty();
        put("gone-too", "a=1");
        s3.deleteObjects(
                request -> request.bucket(BUCKET).delete(delete -> delete.objects(ObjectIdentifier.builder().key("gone-too").build())));
        s3.putObject(request -> request.bucket(BUCKET).key("gone-too"), RequestBody.fromString("new"));
        assertThat(tags("gone-too")).isEmpty();
    }

    @Test
    void aCopyTakesTheTagsAlongOrGetsItsOwn() {
        put("original", "a=1");
        s3.copyObject(copy -> copy.sourceBucket(BUCKET).sourceKey("original").destinationBucket(BUCKET).destinationKey("copy"));
        assertThat(tags("copy")).isEqualTo(Map.of("a", "1"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET).sourceKey("original").destinationBucket(BUCKET).destinationKey("copy")
                .taggingDirective(TaggingDirective.REPLACE).tagging("b=2"));
        assertThat(tags("copy")).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void aMultipartUploadHasTheTagsThatItBeganWith() {
        String id = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("parts").tagging("a=1")).uploadId();
        String etag = s3.uploadPart(request -> request.bucket(BUCKET).key("parts").uploadId(id).partNumber(1), RequestBody.fromString("x"))
                .eTag();
        s3.completeMultipartUpload(request -> request.bucket(BUCKET).key("parts").uploadId(id)
                .multipartUpload(upload -> upload.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
        assertThat(tags("parts")).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void whatS3DoesNotTakeIsRefused() {
        assertFails(400, "InvalidTag", () -> put("refused", "aws:mine=1"));
        assertFails(400, "InvalidTag", () -> put("refused", "k=" + "v".repeat(257)));
        assertFails(400, "InvalidArgument", () -> put("refused", "a=1&a=2"));
        assertFails(400, "BadRequest",
                () -> put("refused", IntStream.range(0, 11).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"))));
        assertFails(404, "NoSuchKey", () -> tags("refused"));
    }

    @Test
    void whoMayWriteAnObjectMayNotTagIt() {
        var writer = cloud.user("writes-untagged", Optional.of(TestCloud.allow("s3:PutObject", "arn:aws:s3:::" + BUCKET + "/*")));
        try (S3Client client = cloud.s3(writer)) {
            client.putObject(request -> request.bucket(BUCKET).key("plain"), RequestBody.fromString("x"));
            assertFails(403, "AccessDenied",
                    () -> client.putObject(request -> request.bucket(BUCKET).key("plain").tagging("a=1"), RequestBody.fromString("x")));
        }
    }

    @Test
    void nobodyTakesTagsFromAnObjectThatWasNotAskedFor() {
        put("classified", "project=secret");
        AwsCredentials writer = cloud.user("uploads-parts",
                Optional.of(TestCloud.allow("s3:PutObject*", "arn:aws:s3:::" + BUCKET + "/own")));
        WireClient wire = cloud.wire();
        Call begin = Call.of("POST", "/" + BUCKET + "/own?uploads").with("x-amz-copy-source", "/" + BUCKET + "/classified");
        String answer = wire.send(wire.signed(begin, "s3", writer)).body();
        String id = answer.substring(answer.indexOf("<UploadId>") + "<UploadId>".length(), answer.indexOf("</UploadId>"));
        String etag = s3.uploadPart(request -> request.bucket(BUCKET).key("own").uploadId(id).partNumber(1), RequestBody.fromString("x"))
                .eTag();
        s3.completeMultipartUpload(request -> request.bucket(BUCKET).key("own").uploadId(id)
                .multipartUpload(upload -> upload.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
        assertThat(tags("own")).isEmpty();
    }

    @Test
    void aPolicyReadsTheTagsOfTheObject() {
        put("public", "secrecy=none");
        put("secret", "secrecy=high");
        var reader = cloud.user("reads-public", Optional.of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
                 "Condition": {"StringEquals": {"s3:ExistingObjectTag/secrecy": "none"}}}]}"""));
        try (S3Client client = cloud.s3(reader)) {
            assertThat(client.getObjectAsBytes(request -> request.bucket(BUCKET).key("public")).asUtf8String()).isEqualTo("content");
            assertFails(403, "AccessDenied", () -> client.getObjectAsBytes(request -> request.bucket(BUCKET).key("secret")));
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void put(String key, String tagging) {
        s3.putObject(request -> request.bucket(BUCKET).key(key).tagging(tagging), RequestBody.fromString("content"));
    }

    private static Map<String, String> tags(String key) {
        Map<String, String> tags = new TreeMap<>();
        s3.getObjectTagging(request -> request.bucket(BUCKET).key(key)).tagSet().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private static void assertFails(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }
}
