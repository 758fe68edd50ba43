package dev.rolecall.cloud.instance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The credentials that {@code aws} finds when root calls it at boot: root's credentials file, else the metadata service. They are looked up
 * here and not by the SDK's default chain, which would also look at the environment and the home folder of whoever runs the local cloud.
 */
final class OwnCredentials {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OwnCredentials() {}

    /** @throws NotEmulatedException when the instance has no credentials */
    static AwsCredentials find(InstanceFolder folder, URI metadata) throws IOException, InterruptedException {
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

    private static AwsCredentials fromMetadata(URI metadata) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY).build()) {
            String token = send(client, request(metadata, "/latest/api/token").header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                    .PUT(HttpRequest.BodyPublishers.noBody()));
            String list = "/latest/meta-data/iam/security-credentials/";
            String role = send(client, request(metadata, list).header("X-aws-ec2-metadata-token", token));
            String answer = send(client, request(metadata, list + role.strip()).header("X-aws-ec2-metadata-token", token));
            JsonNode set = JSON.readTree(answer);
            if (!set.path("Code").asString("").equals("Success")) {
                throw new NotEmulatedException("the metadata service answers " + set.path("Code").asString(""));
            }
            return AwsSessionCredentials.create(set.path("AccessKeyId").asString(), set.path("SecretAccessKey").asString(),
                    set.path("Token").asString());
        }
    }

    private static HttpRequest.Builder request(URI metadata, String path) {
        return HttpRequest.newBuilder(metadata.resolve(path)).timeout(Duration.ofSeconds(5));
    }

    private static String send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new NotEmulatedException("unable to locate credentials");
        }
        return response.body();
    }
}
