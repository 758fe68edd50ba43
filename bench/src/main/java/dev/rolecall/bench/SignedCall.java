package dev.rolecall.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A request signed once by the SDK's own signer and sent again and again, which S3 and its like allow for 15 minutes. */
record SignedCall(URI uri, Map<String, String> headers, String body) {

    /** A call, unsigned: an empty body makes a GET. */
    record Unsigned(String service, String target, String body) {}

    static SignedCall sign(URI endpoint, Unsigned call, AwsCredentialsIdentity credentials) {
        URI uri = endpoint.resolve(call.target());
        boolean form = !call.body().isEmpty();
        boolean s3 = call.service().equals("s3");
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(form ? SdkHttpMethod.POST : SdkHttpMethod.GET).uri(uri);
        if (form) {
            request.putHeader("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        }
        SdkHttpRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials).request(request.build())
                .payload(() -> new ByteArrayInputStream(call.body().getBytes(StandardCharsets.UTF_8)))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, call.service())
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1").putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)).request();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        signed.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        // The connection sets it by itself, to what was signed.
        headers.remove("host");
        return new SignedCall(uri, headers, call.body());
    }

    /** The same bytes to another endpoint. */
    SignedCall to(URI endpoint) {
        return new SignedCall(endpoint.resolve(uri.getRawPath()), headers, body);
    }

    Answer send() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        headers.forEach(connection::setRequestProperty);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Answer.of(status, text + connection.getHeaderField("x-amzn-ErrorType"));
        }
    }
}
