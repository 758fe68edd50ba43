package dev.rolecall.cloud.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.utils.StringInputStream;

/** Whatever the SDK's own signer signs verifies, for S3 and for every other service, and nothing else does. */
class TheSdksSignaturesVerifyTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /** A request made up at random. */
    private record Sample(boolean s3, String path, List<String> query, String header, String body) {
        private static final int[] CHARACTERS = "aZ09-_.~ +&=%/;:@$,!*'()[]<>\"é日".codePoints().toArray();

        static Sample of(long seed) {
            Random random = new Random(seed);
            // No client resolves such segments.
            List<String> segments = Stream.generate(() -> text(random).replace('/', 'x').replace('.', 'y')).limit(1 + random.nextInt(4))
                    .toList();
            List<String> query = Stream.generate(() -> text(random)).limit(random.nextInt(4)).toList();
            return new Sample(random.nextBoolean(), String.join("/", segments), query, text(random), text(random));
        }

        private static String text(Random random) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, CHARACTERS.length).forEach(index -> text.appendCodePoint(CHARACTERS[index]));
            return text.insert(random.nextInt(text.length() + 1), 'a').toString();
        }

        SignedRequest signed() {
            return TheSdksSignaturesVerifyTest.signed(s3, path, query, header, body);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatTheSdkSignsVerifies(long seed) {
        Sample sample = Sample.of(seed);
        assertThat(verify(sample.signed(), sample.body())).as(sample.toString()).isInstanceOf(Verification.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsChangedAfterwardsDoesNot(long seed) {
        Sample sample = Sample.of(seed);
        SignedRequest request = sample.signed();
        assertChanged(sample, request, sample.body() + "x");
        assertChanged(sample, new SignedRequest("PUT", request.rawPath(), request.rawQuery(), request.headers()), sample.body());
        assertChanged(sample, new SignedRequest("POST", request.rawPath() + "x", request.rawQuery(), request.headers()), sample.body());
        assertChanged(sample, new SignedRequest("POST", request.rawPath(), request.rawQuery() + "&acl", request.headers()), sample.body());
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("x-amz-meta-lesson", List.of(sample.header() + "x"));
        assertChanged(sample, new SignedRequest("POST", request.rawPath(), request.rawQuery(), headers), sample.body());
    }

    private static void assertChanged(Sample sample, SignedRequest changed, String body) {
        assertThat(verify(changed, body)).as(sample.toString()).isInstanceOf(Verification.Mismatch.class);
    }

    private static Verification verify(SignedRequest request, String body) {
        Authorization authorization = ((Authorization.Found.Claim) Authorization.in(request)).authorization();
        return Verification.verify(request, authorization, SigningKey.derive(SECRET, authorization.scope()),
                Sha256.hex(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static SignedRequest signed(boolean s3, String path, List<String> query, String header, String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).protocol("http").host("127.0.0.1").port(4566)
                .encodedPath("/" + UriEncoding.path(path)).putHeader("x-amz-meta-lesson", header);
        for (int i = 0; i < query.size(); i++) {
            request.appendRawQueryParameter(query.get(i), i == 0 ? "" : query.get(i - 1));
        }
        SdkHttpRequest result = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SECRET)).request(request.build())
                        .payload(() -> new StringInputStream(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, s3 ? "s3" : "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1").putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3))
                .request();
        Map<String, List<String>> headers = new HashMap<>();
        result.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
        return new SignedRequest("POST", result.encodedPath(), result.encodedQueryParameters().orElse(""), headers);
    }
}
