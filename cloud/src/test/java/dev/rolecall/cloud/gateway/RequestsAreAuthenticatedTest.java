package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;

/**
 * Every way not to be authenticated, in every family of protocols, with the code and status that AWS documents for it: S3's error
 * responses, the common errors of the query and JSON services, EC2's error codes.
 */
class RequestsAreAuthenticatedTest {
    private static final String BUCKET = "presigned";
    private static TestCloud cloud;
    private static WireClient wire;
    private static AwsCredentials user;
    private static AwsSessionCredentials session;

    /** A family of protocols, by a service that speaks it. */
    enum Family {
        S3("s3"), QUERY("sts"), EC2("ec2"), JSON("ssm"), LAMBDA("lambda");

        private final String service;

        Family(String service) {
            this.service = service;
        }

        /** A request that any administrator may make. */
        Call call() {
            return switch (this) {
                case S3 -> Call.of("GET", "/");
                case QUERY -> Call.form("Action=GetCallerIdentity&Version=2011-06-15");
                case EC2 -> Call.form("Action=DescribeInstances&Version=2016-11-15");
                case JSON -> Call.json("AmazonSSM.GetParameter", "{\"Name\": \"/cdk-bootstrap/hnb659fds/version\"}");
                case LAMBDA -> Call.of("GET", "/2015-03-31/functions/no-such-function");
            };
        }
    }

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        wire.send(wire.signed(Call.of("PUT", "/" + BUCKET), "s3", cloud.administrator()));
        wire.send(wire.signed(Call.of("PUT", "/" + BUCKET + "/key").withBody("content"), "s3", cloud.administrator()));
        user = cloud.user("reader", Optional.of(TestCloud.allow("*", "*")));
        session = cloud.assume(cloud.role("reader", TestCloud.allow("*", "*")));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource
    void aUserAndASessionAreServed(Family family) {
        assertServed(family, wire.send(wire.signed(family.call(), family.service, user)));
        assertServed(family, wire.send(wire.signed(family.call(), family.service, session)));
    }

    @ParameterizedTest
    @CsvSource({"S3,403,SignatureDoesNotMatch", "QUERY,403,SignatureDoesNotMatch", "EC2,401,AuthFailure",
            "JSON,400,InvalidSignatureException",
            "LAMBDA,403,InvalidSignatureException"})
    void aWrongSecretIsRefused(Family family, int status, String code) {
        assertRefused(family, status, code, AwsBasicCredentials.create(user.accessKeyId(), "wrong" + user.secretAccessKey()));
        assertRefused(family, status, code,
                AwsSessionCredentials.create(session.accessKeyId(), user.secretAccessKey(), session.sessionToken()));
    }

    @ParameterizedTest
    @CsvSource({"S3,403,InvalidAccessKeyId", "QUERY,403,InvalidClientTokenId", "EC2,401,AuthFailure",
            "JSON,400,UnrecognizedClientException",
            "LAMBDA,403,UnrecognizedClientException"})
    void anUnknownKeyOrATemporaryOneWithoutItsTokenIsRefused(Family family, int status, String code) {
        assertRefused(family, status, code, AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", user.secretAccessKey()));
        assertRefused(family, status, code, AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()));
    }

    @ParameterizedTest
    @CsvSource({"S3,400,InvalidToken", "QUERY,403,InvalidClientTokenId", "EC2,401,AuthFailure", "JSON,400,UnrecognizedClientException",
            "LAMBDA,403,UnrecognizedClientException"})
    void anotherSessionsTokenIsRefused(Family family, int status, String code) {
        String other = ((AwsSessionCredentials) cloud.administrator()).sessionToken();
        assertRefused(family, status, code, AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), other));
        assertRefused(family, status, code, AwsSessionCredentials.create(user.accessKeyId(), user.secretAccessKey(), other));
    }

    @ParameterizedTest
    @CsvSource({"S3,400,ExpiredToken", "QUERY,403,ExpiredToken", "EC2,400,RequestExpired", "JSON,400,ExpiredTokenException",
            "LAMBDA,403,ExpiredTokenException"})
    void aSessionEndsWithItsHourAndAUsersKeyDoesNot(Family family, int status, String code) {
        cloud.advance(Duration.ofMinutes(61));
        try {
            assertRefused(family, status, code, session);
            assertServed(family, wire.send(wire.signed(family.call(), family.service, user)));
        } finally {
            cloud.advance(Duration.ofMinutes(-61));
        }
    }

    @ParameterizedTest
    @CsvSource({"S3,403,RequestTimeTooSkewed", "QUERY,403,SignatureDoesNotMatch", "EC2,400,RequestExpired",
            "JSON,400,InvalidSignatureException", "LAMBDA,403,InvalidSignatureException"})
    void aClockThatIsSixteenMinutesOffIsRefused(Family family, int status, String code) {
        Call signed = wire.signed(family.call(), family.service, user);
        for (Duration off : new Duration[]{Duration.ofMinutes(16), Duration.ofMinutes(-16)}) {
            cloud.advance(off);
            try {
                assertAnswer(family, status, code, wire.send(signed));
            } finally {
                cloud.advance(off.negated());
            }
        }
        cloud.advance(Duration.ofMinutes(14));
        try {
            assertServed(family, wire.send(signed));
        } finally {
            cloud.advance(Duration.ofMinutes(-14));
        }
    }

    @ParameterizedTest
    @CsvSource({"S3,400,AuthorizationHeaderMalformed", "QUERY,403,SignatureDoesNotMatch", "EC2,401,AuthFailure",
            "JSON,400,InvalidSignatureException", "LAMBDA,403,InvalidSignatureException"})
    void aSignatureForAnotherRegionIsRefused(Family family, int status, String code) {
        assertAnswer(family, status, code, wire.send(wire.signed(family.call(), family.service, "eu-west-1", user)));
    }

    @ParameterizedTest
    @CsvSource({"S3,403,AccessDenied", "QUERY,403,SignatureDoesNotMatch", "EC2,401,AuthFailure", "JSON,400,InvalidSignatureException",
            "LAMBDA,403,InvalidSignatureException"})
    void anAmazonHeaderThatIsNotSignedIsRefused(Family family, int status, String code) {
        assertAnswer(family, status, code, wire.send(wire.signed(family.call(), family.service, user).with("x-amz-meta-added", "later")));
    }

    @ParameterizedTest
    @CsvSource({"S3,403,AccessDenied", "QUERY,403,MissingAuthenticationToken", "JSON,400,MissingAuthenticationTokenException",
            "LAMBDA,403,MissingAuthenticationTokenException"})
    void anUnsignedRequestIsRefused(Family family, int status, String code) {
        assertAnswer(family, status, code, wire.send(family.call()));
    }

    @ParameterizedTest
    @CsvSource({"S3,400,AuthorizationHeaderMalformed", "QUERY,400,IncompleteSignature", "LAMBDA,403,IncompleteSignatureException"})
    void halfASignatureIsRefused(Family family, int status, String code) {
        assertAnswer(family, status, code,
                wire.send(family.call().with("authorization", "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE")));
    }

    @ParameterizedTest
    @CsvSource({"S3,400,InvalidRequest", "QUERY,400,IncompleteSignature"})
    void signatureVersion2IsRefused(Family family, int status, String code) {
        Call call = family.call().with("authorization", "AWS " + user.accessKeyId() + ":frJIUN8DYpKDtOLCwo//yllqDzg=");
        assertAnswer(family, status, code, wire.send(call));
    }

    @ParameterizedTest
    @CsvSource({"S3,400,InvalidArgument", "QUERY,400,IncompleteSignature", "LAMBDA,403,IncompleteSignatureException"})
    void aSignatureInHeaderAndQueryIsRefused(Family family, int status, String code) {
        Call signed = wire.signed(family.call(), family.service, user);
        assertAnswer(family, status, code, wire.send(signed.at(signed.target() + "?X-Amz-Signature=" + "0".repeat(64))));
    }

    @Test
    void aSignatureThatIsTooOldOrTooNewSaysByHowMuch() {
        Call signed = wire.signed(Family.QUERY.call(), "sts", user);
        assertSkewed(signed, Duration.ofMinutes(16), "Signature expired: \\d{8}T\\d{6}Z is now earlier than .* - 15 min\\.\\)");
        assertSkewed(signed, Duration.ofMinutes(-16), "Signature not yet current: \\d{8}T\\d{6}Z is still later than .* \\+ 15 min\\.\\)");
        assertSkewed(wire.signed(Family.S3.call(), "s3", user), Duration.ofMinutes(16),
                "<RequestTime>\\d{8}T\\d{6}Z</RequestTime><ServerTime>.*<MaxAllowedSkewMilliseconds>900000<");
    }

    private static void assertSkewed(Call signed, Duration off, String pattern) {
        cloud.advance(off);
        try {
            assertThat(wire.send(signed).body()).containsPattern(pattern);
        } finally {
            cloud.advance(off.negated());
        }
    }

    @Test
    void whatASignatureDoesNotTellApartIsNotToldApartHereEither() {
        String body = wire.send(wire.signed(Call.of("GET", "/" + BUCKET + "?prefix=a%2Bb"), "s3", user)
                .at("/" + BUCKET + "?prefix=a+b")).body();
        assertThat(body).contains("<Prefix>a+b</Prefix>");
        assertAnswer(Family.S3, 400, "InvalidArgument",
                wire.send(wire.signed(Call.of("GET", "/" + BUCKET + "?prefix=a&prefix=b"), "s3", user)));
    }

    @Test
    void aPresignedUrlOfAnotherRegionSaysWhichParameterIsWrong() {
        Call url = wire.presigned("GET", BUCKET, "key", user, Duration.ofMinutes(20));
        Reply reply = wire.send(url.at(url.target().replace("us-east-1", "eu-west-1")));
        assertAnswer(Family.S3, 400, "AuthorizationQueryParametersError", reply);
        assertThat(reply.body()).contains("the region 'eu-west-1' is wrong; expecting 'us-east-1'");
    }

    @Test
    void anInactiveOrDeletedKeyIsRefusedLikeAnUnknownOneAtOnce() {
        AwsCredentials leaver = cloud.user("leaver", Optional.of(TestCloud.allow("*", "*")));
        assertThat(wire.send(wire.signed(Family.S3.call(), "s3", leaver)).status()).isEqualTo(200);
        try (IamClient iam = cloud.iam()) {
            iam.updateAccessKey(request -> request.userName("leaver").accessKeyId(leaver.accessKeyId()).status(StatusType.INACTIVE));
            assertRefused(Family.S3, 403, "InvalidAccessKeyId", leaver);
            iam.updateAccessKey(request -> request.userName("leaver").accessKeyId(leaver.accessKeyId()).status(StatusType.ACTIVE));
            assertThat(wire.send(wire.signed(Family.S3.call(), "s3", leaver)).status()).isEqualTo(200);
            iam.deleteAccessKey(request -> request.userName("leaver").accessKeyId(leaver.accessKeyId()));
            assertRefused(Family.QUERY, 403, "InvalidClientTokenId", leaver);
        }
    }

    @Test
    void aPresignedUrlWorksUntilItsTimeIsOver() {
        Call url = wire.presigned("GET", BUCKET, "key", user, Duration.ofMinutes(20));
        assertServed(Family.S3, wire.send(url));
        cloud.advance(Duration.ofMinutes(21));
        try {
            assertAnswer(Family.S3, 403, "AccessDenied", wire.send(url));
            assertThat(wire.send(url).body()).contains("Request has expired");
        } finally {
            cloud.advance(Duration.ofMinutes(-21));
        }
    }

    @Test
    void aPresignedUrlDoesNothingButWhatWasSigned() {
        Call url = wire.presigned("PUT", BUCKET, "new", user, Duration.ofMinutes(20));
        assertAnswer(Family.S3, 403, "AccessDenied", wire.send(url.with("x-amz-copy-source", "/" + BUCKET + "/key")));
        assertAnswer(Family.S3, 403, "SignatureDoesNotMatch", wire.send(url.at(url.target().replace("/new?", "/other?"))));
        assertAnswer(Family.S3, 403, "SignatureDoesNotMatch", wire.send(url.at(url.target() + "&acl")));
        assertServed(Family.S3, wire.send(url.withBody("through a URL")));
        assertAnswer(Family.S3, 400, "AuthorizationQueryParametersError",
                wire.send(url.at(url.target().replaceAll("X-Amz-Expires=\\d+", "X-Amz-Expires=604801"))));
    }

    @ParameterizedTest
    @EnumSource(value = Family.class, names = {"QUERY", "JSON", "EC2"})
    void aChangedBodyIsRefused(Family family) {
        Call signed = wire.signed(family.call(), family.service, user);
        assertThat(wire.send(signed.withBody(signed.body() + " ")).status()).isIn(400, 401, 403);
    }

    @Test
    void aRefusalTellsWhatWouldHaveBeenSignedAndNoSecret() {
        AwsSessionCredentials wrong = AwsSessionCredentials.create(session.accessKeyId(), "wrong", session.sessionToken());
        for (Family family : Family.values()) {
            String body = wire.send(wire.signed(family.call(), family.service, wrong)).body();
            assertThat(body).contains("AWS4-HMAC-SHA256").contains("host;").contains("127.0.0.1");
            assertThat(body).doesNotContain(session.secretAccessKey()).doesNotContain(session.sessionToken());
        }
        String presigned = wire.send(wire.presigned("GET", BUCKET, "key", wrong, Duration.ofMinutes(1))).body();
        assertThat(presigned).contains("<StringToSign>AWS4-HMAC-SHA256").contains("<CanonicalRequest>GET\n/presigned/key\n")
                .contains("••••")
                .doesNotContain(session.sessionToken().substring(0, 20));
    }

    private static void assertServed(Family family, Reply reply) {
        if (family == Family.LAMBDA) {
            assertAnswer(family, 404, "ResourceNotFoundException", reply);
        } else {
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        }
    }

    private static void assertRefused(Family family, int status, String code, AwsCredentials credentials) {
        assertAnswer(family, status, code, wire.send(wire.signed(family.call(), family.service, credentials)));
    }

    private static void assertAnswer(Family family, int status, String code, Reply reply) {
        assertThat(code(family, reply)).as(reply.body()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    private static String code(Family family, Reply reply) {
        if (family == Family.LAMBDA) {
            return reply.header("x-amzn-errortype");
        }
        Matcher code = Pattern.compile(family == Family.JSON ? "\"__type\":\"([^\"]+)\"" : "<Code>([^<]+)</Code>").matcher(reply.body());
        return code.find() ? code.group(1) : "no code in " + reply.body();
    }
}
