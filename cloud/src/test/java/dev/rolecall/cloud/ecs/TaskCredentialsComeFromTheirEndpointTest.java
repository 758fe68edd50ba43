package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.LocalCloudOptions;
import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.process.TestJar;

/** The endpoint that each task has of its own, and what it gives to whom. */
final class TaskCredentialsComeFromTheirEndpointTest {
    /** Says what its environment is, then reads the object again and again, each time with what the SDK finds. */
    private static final String READING = """
            import software.amazon.awssdk.auth.credentials.*;
            import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
            import software.amazon.awssdk.services.s3.S3Client;

            public class Reading {
                public static void main(String[] arguments) throws Exception {
                    System.getenv().forEach((name, value) -> System.out.println("env " + name + "=" + value));
                    System.out.println("env .");
                    var found = ContainerCredentialsProvider.builder().build();
                    try (S3Client s3 = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).forcePathStyle(true)
                            .credentialsProvider(found).build()) {
                        while (true) {
                            String id = found.resolveCredentials().accessKeyId();
                            s3.getObjectAsBytes(get -> get.bucket("the-lesson").key("lesson/hello.txt"));
                            System.out.println("read " + id);
                            Thread.sleep(100);
                        }
                    } catch (RuntimeException e) {
                        System.out.println("failed " + e);
                        System.exit(1);
                    }
                }
            }
            """;
    private static final Duration LIFE = Duration.ofSeconds(4);

    @TempDir
    private static Path folder;
    private static TestCloud cloud;
    private static LessonTask lesson;
    private static Task task;
    private static Map<String, String> environment;
    private static final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void run() throws IOException {
        cloud = new TestCloud(TaskCredentialsComeFromTheirEndpointTest::shortLived);
        lesson = LessonTask.deploy(cloud, folder);
        task = lesson.run(lesson.define(TestJar.withLibraries(folder, "Reading", READING), run -> run.environment(
                KeyValuePair.builder().name("OWN").value("kept secret").build())));
        environment = lesson.awaitLog(task, "run", lines -> lines.contains("env .")).stream().filter(line -> line.contains("="))
                .map(line -> line.substring("env ".length()).split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @AfterAll
    static void stop() {
        client.close();
        cloud.close();
    }

    private static LocalCloudOptions shortLived(LocalCloudOptions options) {
        return new LocalCloudOptions(options.port(), options.accountId(), options.region(), options.directory(), options.clock(),
                new Lifetimes(LIFE, LIFE.dividedBy(2), LIFE));
    }

    @Test
    void credentialsRotateWhileTheTaskGoesOn() {
        List<String> lines = lesson.awaitLog(task, "run", log -> ids(log).distinct().count() >= 4);
        assertThat(lines).noneMatch(line -> line.startsWith("failed"));
        assertThat(lesson.describe(task).lastStatus()).isEqualTo("RUNNING");
    }

    @Test
    void whoeverHasTheTokenGetsTheRolesCredentials() throws Exception {
        HttpResponse<String> answer = credentials(token());
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode set = JsonMapper.shared().readTree(answer.body());
        assertThat(set.propertyNames()).containsExactlyInAnyOrder("RoleArn", "AccessKeyId", "SecretAccessKey", "Token", "Expiration");
        assertThat(set.path("RoleArn").asString()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":role/Task");
        assertThat(set.path("AccessKeyId").asString()).startsWith("ASIA");
    }

    @Test
    void withoutTheTokenNobodyGetsAnything() throws Exception {
        HttpResponse<String> missing = client.send(HttpRequest.newBuilder(uri("AWS_CONTAINER_CREDENTIALS_FULL_URI")).build(),
                BodyHandlers.ofString());
        assertThat(missing.statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = credentials("Bearer " + token());
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(missing.body() + wrong.body()).doesNotContain("ASIA", "SecretAccessKey");
        HttpResponse<String> elsewhere = client.send(HttpRequest.newBuilder(uri("AWS_CONTAINER_CREDENTIALS_FULL_URI").resolve("other"))
                .header("Authorization", token()).build(), BodyHandlers.ofString());
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("InvalidIdInRequest");
    }

    @Test
    void theTokenOfOneTaskIsNoneOfAnother() throws Exception {
        Task other = lesson.run(task.taskDefinitionArn());
        List<String> lines = lesson.awaitLog(other, "run", log -> log.contains("env ."));
        String uri = lines.stream().filter(line -> line.startsWith("env AWS_CONTAINER_CREDENTIALS_FULL_URI=")).findFirst().orElseThrow();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(uri.substring(uri.indexOf('=') + 1)))
                .header("Authorization", token()).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        lesson.stop(other);
        lesson.awaitStatus(other, "STOPPED");
    }

    @Test
    void aContainerSeesItsOwnEnvironmentAndNothingOfTheMachines() {
        assertThat(environment.keySet()).containsExactlyInAnyOrder("AWS_CONFIG_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_DEFAULT_REGION", "AWS_EC2_METADATA_DISABLED", "AWS_ENDPOINT_URL",
                "AWS_EXECUTION_ENV", "AWS_REGION", "AWS_SHARED_CREDENTIALS_FILE", "ECS_CONTAINER_METADATA_URI_V4", "HOME", "HOSTNAME",
                "LANG", "OWN", "PATH");
        assertThat(environment).containsEntry("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE").containsEntry("OWN", "kept secret");
        assertThat(environment.getOrDefault("HOME", ""))
                .contains("/tasks/" + task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1));
    }

    @Test
    void aTaskLearnsAboutItselfAndTellsNoSecret() throws Exception {
        URI own = uri("ECS_CONTAINER_METADATA_URI_V4");
        JsonNode container = JsonMapper.shared().readTree(get(own));
        assertThat(container.path("Name").asString()).isEqualTo("run");
        assertThat(container.path("KnownStatus").asString()).isEqualTo("RUNNING");
        assertThat(container.at("/Labels/com.amazonaws.ecs.task-arn").asString()).isEqualTo(task.taskArn());
        assertThat(container.at("/Networks/0/IPv4Addresses/0").asString()).startsWith("10.78.0.");
        assertThat(container.at("/LogOptions/awslogs-stream").asString()).startsWith("ecs/run/");
        String whole = get(URI.create(own + "/task"));
        JsonNode document = JsonMapper.shared().readTree(whole);
        assertThat(document.path("TaskARN").asString()).isEqualTo(task.taskArn());
        assertThat(document.path("LaunchType").asString()).isEqualTo("FARGATE");
        assertThat(document.at("/Limits/CPU").asDouble()).isEqualTo(0.25);
        assertThat(document.path("Containers")).hasSize(2);
        assertThat(whole).doesNotContain("kept secret", token(), "ASIA");
        assertThat(client.send(HttpRequest.newBuilder(own.resolve("none")).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    private static Stream<String> ids(List<String> log) {
        return log.stream().filter(line -> line.startsWith("read ")).map(line -> line.substring("read ".length()));
    }

    private static HttpResponse<String> credentials(String token) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri("AWS_CONTAINER_CREDENTIALS_FULL_URI")).header("Authorization", token).build(),
                BodyHandlers.ofString());
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String token() {
        return environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN", "");
    }

    private static URI uri(String variable) {
        return URI.create(environment.getOrDefault(variable, ""));
    }
}
