package dev.rolecall.cloud.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.utils.StringInputStream;

/** Whatever the SDK's own signer signs verifies, for S3 and for every other service, and nothing else does. */
class TheSdksSignaturesVerifyTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @Property(tries = 300)
    void whatTheSdkSignsVerifies(@ForAll boolean s3, @ForAll("path") String path, @ForAll("texts") List<String> query,
            @ForAll("text") String header, @ForAll("text") String body) {
        SignedRequest request = signed(s3, path, query, header, body);
        assertThat(verify(request, body)).isInstanceOf(Verification.Valid.class);
    }

    @Property(tries = 300)
    void whatIsChangedAfterwardsDoesNot(@ForAll boolean s3, @ForAll("path") String path, @ForAll("texts") List<String> query,
            @ForAll("text") String header, @ForAll("text") String body) {
        SignedRequest request = signed(s3, path, query, header, body);
        assertThat(verify(request, body + "x")).isInstanceOf(Verification.Mismatch.class);
        assertThat(verify(new SignedRequest("PUT", request.rawPath(), request.rawQuery(), request.headers()), body))
                .isInstanceOf(Verification.Mismatch.class);
        assertThat(verify(new SignedRequest("POST", request.rawPath() + "x", request.rawQuery(), request.headers()), body))
                .isInstanceOf(Verification.Mismatch.class);
        assertThat(verify(new SignedRequest("POST", request.rawPath(), request.rawQuery() + "&acl", request.headers()), body))
                .isInstanceOf(Verification.Mismatch.class);
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("x-amz-meta-lesson", List.of(header + "x"));
        assertThat(verify(new SignedRequest("POST", request.rawPath(), request.rawQuery(), headers), body))
                .isInstanceOf(Verification.Mismatch.class);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("aZ09-_.~ +&=%/;:@$,!*'()[]<>\"é日").ofMinLength(1).ofMaxLength(12)
                .filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return text().list().ofMaxSize(3);
    }

    /** Of segments that no client resolves. */
    @Provide
    Arbitrary<String> path() {
        return text().map(text -> text.replace('/', 'x').replace('.', 'y')).list().ofMinSize(1).ofMaxSize(4)
                .map(segments -> String.join("/", segments));
    }

    private static Verification verify(SignedRequest request, String body) {
        Authorization authorization = ((Authorization.Found.Claim) Authorization.in(request)).authorization();
        return Verification.verify(request, authorization, SECRET, Sha256.hex(body.getBytes(StandardCharsets.UTF_8)));
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
