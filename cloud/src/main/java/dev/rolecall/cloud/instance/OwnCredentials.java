package dev.rolecall.cloud.instance;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import dev.rolecall.cloud.program.NotEmulatedException;

/**
 * The credentials that {@code aws} finds when root calls it at boot: root's credentials file, else the metadata service. They are looked up
 * here and not by the SDK's default chain, which would also look at the environment and the home folder of whoever runs the local cloud.
 */
final class OwnCredentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 5000;

    private OwnCredentials() {}

    /** @throws NotEmulatedException when the instance has no credentials */
    static AwsCredentials find(InstanceFolder folder, URI metadata) throws IOException {
        Path file = folder.resolve("/root/.aws/credentials");
        if (Files.isRegularFile(file)) {
            Optional<AwsCredentials> stored = defaultProfile(file);
            if (stored.isPresent()) {
                return stored.get();
            }
        }
        return fromMetadata(metadata);
    }

    private static Optional<AwsCredentials> defaultProfile(Path file) {
        Optional<Profile> profile = ProfileFile.builder().content(file).type(ProfileFile.Type.CREDENTIALS).build().profile("default");
        return profile.flatMap(found -> found.property("aws_access_key_id").flatMap(id -> found.property("aws_secret_access_key")
                .map(secret -> found.property("aws_session_token")
                        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                        .orElseGet(() -> AwsBasicCredentials.create(id, secret)))));
    }

    private static AwsCredentials fromMetadata(URI metadata) throws IOException {
        String token = send(metadata, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60");
        String list = "/latest/meta-data/iam/security-credentials/";
        String role = send(metadata, "GET", list, "X-aws-ec2-metadata-token", token);
        JsonNode set = JSON.readTree(send(metadata, "GET", list + role.strip(), "X-aws-ec2-metadata-token", token));
        if (!set.path("Code").asString("").equals("Success")) {
            throw new NotEmulatedException("the metadata service answers " + set.path("Code").asString(""));
        }
        return AwsSessionCredentials.create(set.path("AccessKeyId").asString(), set.path("SecretAccessKey").asString(),
                set.path("Token").asString());
    }

    /** By the older of the JDK's clients: the SDK's requests to S3 load it anyway. */
    private static String send(URI metadata, String method, String path, String header, String value) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) metadata.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setRequestProperty(header, value);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (connection.getResponseCode() != 200) {
            throw new NotEmulatedException("unable to locate credentials");
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
