package dev.rolecall.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;

class BucketsAreGuardedTest {
    private static final String BUCKET = "guarded";
    private static final String OBJECTS = "arn:aws:s3:::" + BUCKET + "/*";
    private static TestCloud cloud;
    private static WireClient wire;
    private static S3Client owner;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        owner = cloud.s3(cloud.administrator());
        owner.createBucket(request -> request.bucket(BUCKET));
        owner.putObject(request -> request.bucket(BUCKET).key("lesson"), RequestBody.fromString("read me"));
    }

    @AfterAll
    static void stop() {
        owner.close();
        cloud.close();
    }

    @Test
    void aMissingKeyIsToldOnlyToThoseWhoMayList() {
        try (S3Client reader = cloud.s3(cloud.user("reads", Optional.of(TestCloud.allow("s3:GetObject", OBJECTS))));
                S3Client lister = cloud.s3(cloud.user("lists", Optional
                        .of("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}]}""")))) {
            assertFails(403, "AccessDenied", () -> reader.getObjectAsBytes(request -> request.bucket(BUCKET).key("missing")));
            assertFails(404, "NoSuchKey", () -> lister.getObjectAsBytes(request -> request.bucket(BUCKET).key("missing")));
            assertThat(reader.getObjectAsBytes(request -> request.bucket(BUCKET).key("lesson")).asUtf8String()).isEqualTo("read me");
            assertThat(catchThrowableOfType(S3Exception.class,
                    () -> reader.headObject(request -> request.bucket(BUCKET).key("missing"))).statusCode()).isEqualTo(403);
            assertThat(catchThrowableOfType(S3Exception.class,
                    () -> lister.headObject(request -> request.bucket(BUCKET).key("missing"))).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aDenialSpeaksInAwsWordsAndIsExplained() {
        AwsCredentials nobody = cloud.user("nobody", Optional.empty());
        Reply reply = wire.send(wire.signed(Call.of("GET", "/" + BUCKET + "/lesson"), "s3", nobody));
        assertThat(reply.body()).contains("<Code>AccessDenied</Code>").contains("User: arn:aws:iam::" + TestCloud.ACCOUNT
                + ":user/nobody is not authorized to perform: s3:GetObject on resource: ")
                .contains("because no identity-based policy allows");
        assertThat(cloud.cloud().explanation(reply.header("x-amz-request-id"))).isPresent();
    }

    @Test
    void aDeniedHeadHasNoBody() {
        AwsCredentials nobody = cloud.user("heads-nothing", Optional.empty());
        for (String target : new String[]{"/guarded/lesson", "/guarded/missing", "/guarded"}) {
            Reply reply = wire.send(wire.signed(Call.of("HEAD", target), "s3", nobody));
            assertThat(reply.status()).as(target).isEqualTo(403);
            assertThat(reply.body()).isEmpty();
        }
        assertThat(wire.send(wire.signed(Call.of("HEAD", "/guarded/missing"), "s3", cloud.administrator())).status()).isEqualTo(404);
    }

    @Test
    void aMissingSourceIsToldOnlyToThoseWhoMayList() {
        try (S3Client copier = cloud.s3(cloud.user("copies", Optional
                .of("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"}]}""")))) {
            assertFails(403, "AccessDenied", () -> copier.copyObject(request -> request.sourceBucket(BUCKET).sourceKey("missing")
                    .destinationBucket(BUCKET).destinationKey("copied")));
        }
        assertFails(404, "NoSuchKey", () -> owner.copyObject(request -> request.sourceBucket(BUCKET).sourceKey("missing")
                .destinationBucket(BUCKET).destinationKey("copied")));
    }

    @Test
    void aCopyNeedsTheSourceToo() {
        AwsCredentials writer = cloud.user("writes", Optional.of(TestCloud.allow("s3:PutObject", OBJECTS)));
        try (S3Client s3 = cloud.s3(writer)) {
            s3.putObject(request -> request.bucket(BUCKET).key("written"), RequestBody.fromString("x"));
            assertFails(403, "AccessDenied", () -> s3.copyObject(
                    request -> request.sourceBucket(BUCKET).sourceKey("lesson").destinationBucket(BUCKET).destinationKey("stolen")));
        }
    }

    @Test
    void aBucketPolicysDenialHoldsForAdministratorsAndNamesItself() {
        owner.createBucket(request -> request.bucket("denies"));
        owner.putObject(request -> request.bucket("denies").key("k"), RequestBody.fromString("v"));
        owner.putBucketPolicy(request -> request.bucket("denies")
                .policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::denies/*"}]}"""));
        assertThatThrownBy(() -> owner.getObjectAsBytes(request -> request.bucket("denies").key("k"))).isInstanceOf(S3Exception.class)
                .hasMessageContaining("with an explicit deny in a resource-based policy");
        owner.deleteBucketPolicy(request -> request.bucket("denies"));
        assertThat(owner.getObjectAsBytes(request -> request.bucket("denies").key("k")).asUtf8String()).isEqualTo("v");
    }

    @Test
    void anybodyMayReadWhatABucketPolicyGivesToAnybodyAndNothingElse() {
        owner.createBucket(request -> request.bucket("public"));
        owner.deletePublicAccessBlock(request -> request.bucket("public"));
        owner.putObject(request -> request.bucket("public").key("open/k"), RequestBody.fromString("v"));
        owner.putObject(request -> request.bucket("public").key("shut/k"), RequestBody.fromString("v"));
        owner.putBucketPolicy(request -> request.bucket("public")
                .policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::public/open/*"}]}"""));
        assertThat(wire.send(Call.of("GET", "/public/open/k")).body()).isEqualTo("v");
        assertThat(wire.send(Call.of("GET", "/public/shut/k")).status()).isEqualTo(403);
        assertThat(wire.send(Call.of("PUT", "/public/open/k").withBody("changed")).status()).isEqualTo(403);
    }

    @Test
    void plainHttpIsKnownAsSuchOnTheSecondPortOnly() {
        owner.createBucket(request -> request.bucket("tls-only"));
        owner.putBucketPolicy(request -> request.bucket("tls-only")
                .policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": ["arn:aws:s3:::tls-only", "arn:aws:s3:::tls-only/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}"""));
        try (S3Client plain = cloud.s3(cloud.administrator(), cloud.cloud().plainHttpEndpoint())) {
            assertFails(403, "AccessDenied", () -> plain.listObjectsV2(request -> request.bucket("tls-only")));
            assertThat(plain.listObjectsV2(request -> request.bucket(BUCKET)).contents()).isNotEmpty();
        }
        assertThat(owner.listObjectsV2(request -> request.bucket("tls-only")).contents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /guarded?acl", "GET /guarded?website", "GET /guarded?prefix=&acl", "GET /guarded?list-type=2&acl",
            "GET /guarded?policy&acl", "GET /guarded/lesson?acl", "GET /guarded/lesson?uploadId=x&acl", "PUT /guarded/lesson?acl",
            "PUT /guarded/lesson?uploadId=x&partNumber=1&acl", "GET /guarded/lesson?tagging&acl",
            "POST /guarded/lesson?select&select-type=2", "PUT /guarded?versioning", "DELETE /guarded?website", "HEAD /guarded/lesson?acl",
            "POST /guarded", "PATCH /guarded/lesson", "OPTIONS /guarded/lesson"})
    void whatIsNotImplementedIsRefusedAndNotTakenForSomethingElse(String request) {
        int space = request.indexOf(' ');
        Call call = Call.of(request.substring(0, space), request.substring(space + 1));
        Reply reply = wire.send(wire.signed(call, "s3", cloud.administrator()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(501);
        assertThat(wire.send(wire.signed(Call.of("GET", "/guarded/lesson"), "s3", cloud.administrator())).body()).isEqualTo("read me");
    }

    @Test
    void aBodyThatIsNotTheSignedOneIsRefusedAndNotStored() {
        for (String sent : new String[]{"signed content!", "other  content", ""}) {
            Call signed = wire.signed(Call.of("PUT", "/guarded/tampered").withBody("signed content"), "s3", cloud.administrator());
            Reply reply = wire.send(signed.withBody(sent));
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
            assertThat(reply.body()).contains("<Code>XAmzContentSHA256Mismatch</Code>");
        }
        assertFails(404, "NoSuchKey", () -> owner.getObjectAsBytes(request -> request.bucket(BUCKET).key("tampered")));
    }

    @Test
    void aTrailerThatDoesNotFitItsContentIsABadDigestAndNothingIsStored() {
        owner.createBucket(request -> request.bucket("drop-box"));
        owner.deletePublicAccessBlock(request -> request.bucket("drop-box"));
        owner.putBucketPolicy(request -> request.bucket("drop-box")
                .policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::drop-box/*"}]}"""));
        String right = "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";
        Call unsigned = Call.of("PUT", "/drop-box/digest").with("x-amz-decoded-content-length", "9").with("content-encoding", "aws-chunked")
                .with("x-amz-trailer", "x-amz-checksum-crc32").with("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .withBody(right);
        assertThat(wire.send(unsigned.withBody(right.replace("678", "687"))).body()).contains("<Code>BadDigest</Code>");
        assertThat(wire.send(unsigned.with("x-amz-decoded-content-length", "8")).body()).contains("<Code>IncompleteBody</Code>");
        assertThat(wire.send(unsigned.without("x-amz-decoded-content-length")).status()).isEqualTo(411);
        assertFails(404, "NoSuchKey", () -> owner.getObjectAsBytes(request -> request.bucket("drop-box").key("digest")));
        assertThat(wire.send(unsigned).status()).isEqualTo(200);
        assertThat(owner.getObjectAsBytes(request -> request.bucket("drop-box").key("digest")).asUtf8String()).isEqualTo("123456789");
    }

    @Test
    void aChecksumHeaderThatDoesNotFitIsABadDigest() {
        assertFails(400, "BadDigest", () -> owner.putObject(request -> request.bucket(BUCKET).key("crc").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("content")));
    }

    @Test
    void aLargeUploadThatIsDeniedIsAnsweredAndNotCutOff() {
        try (S3Client nobody = cloud.s3(cloud.user("uploads-nothing", Optional.empty()))) {
            assertFails(403, "AccessDenied",
                    () -> nobody.putObject(request -> request.bucket(BUCKET).key("big"), RequestBody.fromBytes(new byte[8 * 1024 * 1024])));
        }
    }

    private static void assertFails(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }
}
