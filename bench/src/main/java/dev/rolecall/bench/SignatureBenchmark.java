package dev.rolecall.bench;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import dev.rolecall.cloud.sigv4.Authorization;
import dev.rolecall.cloud.sigv4.SigningKey;
import dev.rolecall.cloud.sigv4.Verification;

/** Verifying a {@code GetObject} of a role's session against signing it with the SDK's own signer; both start from the request alone. */
@State(Scope.Thread)
public class SignatureBenchmark {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final AwsSessionCredentialsIdentity IDENTITY = AwsSessionCredentialsIdentity.create("ASIAIOSFODNN7EXAMPLE", SECRET,
            "token".repeat(60));
    private static final SdkHttpRequest REQUEST = SdkHttpRequest.builder().method(SdkHttpMethod.GET).protocol("http").host("127.0.0.1")
            .port(4566)
            .encodedPath("/rolecallkeyless-lessonbucket70b58353-0123456789ab/lesson/welcome.txt")
            .putHeader("user-agent", "aws-sdk-java/2.57.8").putHeader("amz-sdk-invocation-id", "6cbb7a4a-7b5a-4f0e-9d2e-3c1f0a3b9d11")
            .putHeader("amz-sdk-request", "attempt=1; max=4").build();
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

    private final dev.rolecall.cloud.sigv4.SignedRequest received = received(signed().request());

    @Benchmark
    public SignedRequest sdkSigns() {
        return signed();
    }

    private static SignedRequest signed() {
        return SIGNER.sign(sign -> sign.identity(IDENTITY).request(REQUEST).putProperty(HttpSigner.SIGNING_CLOCK, CLOCK)
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3").putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false).putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false));
    }

    @Benchmark
    public Verification verification() {
        if (Authorization.in(received) instanceof Authorization.Found.Claim(Authorization authorization)
                && Verification.verify(received, authorization, SigningKey.derive(SECRET, authorization.scope()),
                        EMPTY) instanceof Verification.Valid valid) {
            return valid;
        }
        throw new IllegalStateException("what the SDK signed does not verify");
    }

    private static dev.rolecall.cloud.sigv4.SignedRequest received(SdkHttpRequest signed) {
        Map<String, List<String>> headers = new HashMap<>();
        signed.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new dev.rolecall.cloud.sigv4.SignedRequest("GET", signed.encodedPath(), "", Map.copyOf(headers));
    }
}
