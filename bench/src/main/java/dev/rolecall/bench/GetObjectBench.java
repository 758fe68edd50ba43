package dev.rolecall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import dev.rolecall.cloud.TwoDoors;

/**
 * The lesson's object, read over loopback by a session of the demo's role: through the local cloud, and from the same store through a
 * door without authentication, authorisation and audit. One request here and one there, in turn; the same bytes are sent to both.
 */
final class GetObjectBench {
    private static final String BUCKET = "rolecallkeyless-lessonbucket70b58353-0123456789ab";
    private static final String KEY = "lesson/welcome.txt";
    private static final String ROLE = "EC2-S3-Role";
    private static final int WARM_UP = 20_000;
    private static final int COUNTED = 12_000;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int[] PERCENTILES = {50, 90, 99};

    private GetObjectBench() {}

    /** Reads the object once, and throws where it is not read. */
    private interface Reading {
        void once() throws IOException;
    }

    static void run(PrintStream out) throws IOException {
        Path directory = Files.createTempDirectory("rolecall-bench");
        try (TwoDoors cloud = new TwoDoors(directory)) {
            AwsCredentials role = prepare(cloud);
            out.printf("%s, %d requests each%n", Machine.here(), COUNTED);
            out.printf("| | client | guarded µs | open µs | ratio |%n| --- | --- | --- | --- | --- |%n");
            Map<String, List<String>> headers = signed(cloud.guarded(), role);
            compare(out, "HttpURLConnection, signed once", () -> get(cloud.guarded(), headers), () -> get(cloud.open(), headers));
            try (S3Client guarded = Clients.s3(cloud.guarded(), role); S3Client open = Clients.s3(cloud.open(), role)) {
                compare(out, "AWS SDK", () -> get(guarded), () -> get(open));
            }
        } finally {
            Files.deleteIfExists(directory);
        }
    }

    private static void compare(PrintStream out, String client, Reading guarded, Reading open) throws IOException {
        long[] withGuard = new long[COUNTED];
        long[] without = new long[COUNTED];
        for (int i = -WARM_UP; i < COUNTED; i++) {
            long start = System.nanoTime();
            guarded.once();
            long middle = System.nanoTime();
            open.once();
            long end = System.nanoTime();
            if (i >= 0) {
                withGuard[i] = middle - start;
                without[i] = end - middle;
            }
        }
        Arrays.sort(withGuard);
        Arrays.sort(without);
        for (int percentile : PERCENTILES) {
            double one = withGuard[COUNTED * percentile / 100] / NANOS_PER_MICRO;
            double other = without[COUNTED * percentile / 100] / NANOS_PER_MICRO;
            out.printf(Locale.ROOT, "| p%d | %s | %.0f | %.0f | %.2f |%n", percentile, client, one, other, one / other);
        }
    }

    private static void get(URI endpoint, Map<String, List<String>> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) endpoint.resolve("/" + BUCKET + "/" + KEY).toURL().openConnection();
        headers.forEach((name, values) -> connection.setRequestProperty(name, values.getFirst()));
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    private static void get(S3Client client) {
        client.getObject(request -> request.bucket(BUCKET).key(KEY), ResponseTransformer.toBytes());
    }

    private static Map<String, List<String>> signed(URI endpoint, AwsCredentials role) {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint.resolve("/" + BUCKET + "/" + KEY)).build();
        SdkHttpRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(role).request(request)
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3").putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)).request();
        // The connection sets Host by itself, to what was signed.
        return signed.headers().entrySet().stream().filter(header -> !header.getKey().equalsIgnoreCase("host"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The demo's bucket and role, made through the services. */
    private static AwsCredentials prepare(TwoDoors cloud) {
        AwsCredentials administrator = Clients.credentials(cloud.administrator());
        try (S3Client s3 = Clients.s3(cloud.guarded(), administrator);
                IamClient iam = Clients.iam(cloud.guarded(), administrator);
                StsClient sts = Clients.sts(cloud.guarded(), administrator)) {
            s3.createBucket(request -> request.bucket(BUCKET));
            s3.putBucketPolicy(request -> request.bucket(BUCKET).policy(DemoRequest.BUCKET));
            s3.putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromString("x".repeat(128)));
            iam.createRole(request -> request.roleName(ROLE).tags(Tag.builder().key("rolecall:lab").value("rolecall").build())
                    .assumeRolePolicyDocument("""
                            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "111122223333"},
                             "Action": "sts:AssumeRole"}}
                            """));
            iam.putRolePolicy(request -> request.roleName(ROLE).policyName("FetchProgram").policyDocument(DemoRequest.FETCH_PROGRAM));
            iam.putRolePolicy(request -> request.roleName(ROLE).policyName("ReadLesson").policyDocument(DemoRequest.READ_LESSON));
            Credentials role = sts.assumeRole(request -> request.roleArn("arn:aws:iam::111122223333:role/" + ROLE)
                    .roleSessionName("i-0123456789abcdef0")).credentials();
            return AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken());
        }
    }
}
