package dev.rolecall.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.StringInputStream;

/** Requests made by hand and signed by the SDK's own signer, so that a test can change them afterwards. */
public final class WireClient {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;
    private final InstantSource clock;

    WireClient(URI endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** What came back. */
    public record Reply(int status, String body, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** A request, to be signed or not; {@code target} is path and query as they go over the wire. */
    public record Call(String method, String target, Map<String, String> headers, String body) {
        public static Call of(String method, String target) {
            return new Call(method, target, Map.of(), "");
        }

        /** A call of a query protocol. */
        public static Call form(String body) {
            return new Call("POST", "/", Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"), body);
        }

        /** A call of an AWS JSON protocol. */
        public static Call json(String target, String body) {
            return new Call("POST", "/", Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target), body);
        }

        public Call with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, value);
            return new Call(method, target, changed, body);
        }

        public Call without(String name) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.remove(name);
            return new Call(method, target, changed, body);
        }

        public Call withBody(String changed) {
            return new Call(method, target, headers, changed);
        }

        public Call at(String changed) {
            return new Call(method, changed, headers, body);
        }
    }

    /** Signs for {@code us-east-1}; the body's hash is signed along. */
    public Call signed(Call call, String service, AwsCredentials credentials) {
        return signed(call, service, TestCloud.REGION, credentials);
    }

    /** A presigned URL of S3 for {@code GET} or {@code PUT} of an object, by the SDK's own presigner. */
    public Call presigned(String method, String bucket, String key, AwsCredentials credentials, Duration validFor) {
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(endpoint).region(Region.of(TestCloud.REGION))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).build()) {
            URI url = URI.create(String.valueOf(method.equals("GET")
                    ? presigner.presignGetObject(
                            request -> request.signatureDuration(validFor).getObjectRequest(get -> get.bucket(bucket).key(key))).url()
                    : presigner.presignPutObject(
                            request -> request.signatureDuration(validFor).putObjectRequest(put -> put.bucket(bucket).key(key))).url()));
            return Call.of(method, url.getRawPath() + "?" + url.getRawQuery());
        }
    }

    /** Signs for a region of choice. */
    public Call signed(Call call, String service, String region, AwsCredentials credentials) {
        boolean s3 = service.equals("s3");
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().uri(URI.create(endpoint + call.target()))
                .method(SdkHttpMethod.fromValue(call.method()));
        call.headers().forEach(request::putHeader);
        SdkHttpRequest result = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials).request(request.build())
                .payload(() -> new StringInputStream(call.body())).putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region).putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC))).request();
        Map<String, String> headers = new LinkedHashMap<>();
        result.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String query = result.encodedQueryParameters().map(text -> "?" + text).orElse("");
        return new Call(call.method(), result.encodedPath() + query, headers, call.body());
    }

    public Reply send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + call.target())).timeout(PATIENCE)
                .method(call.method(), call.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call.body(), StandardCharsets.UTF_8));
        call.headers().forEach((name, value) -> {
            if (!name.equals("host") && !name.equals("content-length")) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
