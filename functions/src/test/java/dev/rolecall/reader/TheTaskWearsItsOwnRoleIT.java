package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The container's program as a process, on a node whose own role is in reach at the metadata service. What the SDK's default chain makes of the same
 * environment shows the instance program, which uses it.
 */
@Timeout(60)
class TheTaskWearsItsOwnRoleIT {
    /** What makes a container's credentials endpoint unusable. */
    enum Trouble {
        TOKEN_FILE_MISSING, NEWLINE_AFTER_THE_TOKEN, TOKEN_REFUSED, ENDPOINT_BROKEN
    }

    @TempDir
    private Path home = Path.of("");

    private final StandInAws aws = StandInAws.start();
    private final Map<String, String> environment = new HashMap<>(aws.environment("ecs-role"));

    @BeforeEach
    void onANodeWithARole() {
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url());
        environment.put("HOME", home.toString());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void a_task_reads_once_with_the_role_that_the_endpoint_of_ecs_offers_and_ends_with_code_zero() throws Exception {
        ecs();
        try (ReaderProcess task = task()) {
            JsonNode read = task.evidence();
            assertThat(read.path("workload").asString()).isEqualTo("ecs-role");
            assertThat(read.path("outcome").asString()).isEqualTo("read");
            assertThat(read.path("credentials").toString()).isEqualTo("{\"accessKeyId\":\"ASIA\u2026MPLE\",\"sessionToken\":true,"
                    + "\"expiresAt\":\"2099-01-01T00:00:00Z\",\"provider\":\"ContainerCredentialsProvider\"}");
            assertThat(task.rest()).isEmpty();
            assertThat(task.exitCode()).isZero();
        }
        assertThat(aws.authorizations()).singleElement().asString().contains("Credential=" + StandInAws.TASK_KEY + "/");
    }

    @Test
    void a_task_reads_with_the_role_of_an_endpoint_that_asks_for_a_token() throws Exception {
        endpointWithToken(StandInAws.TASK_AUTHORIZATION);
        try (ReaderProcess task = task()) {
            assertThat(task.evidence().path("credentials").path("provider").asString()).isEqualTo("ContainerCredentialsProvider");
            assertThat(task.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_default_chain_falls_through_to_the_nodes_role_without_a_word(Trouble trouble) throws Exception {
        cause(trouble);
        try (ReaderProcess chain = ReaderProcess.start(environment, "-jar", ReaderProcess.JAR)) {
            JsonNode read = chain.evidence();
            assertThat(read.path("outcome").asString()).isEqualTo("read");
            assertThat(read.path("credentials").path("provider").asString()).isEqualTo("InstanceProfileCredentialsProvider");
        }
        assertThat(aws.authorizations().getFirst()).contains("Credential=" + StandInAws.ROLE_KEY + "/");
    }

    @ParameterizedTest
    @EnumSource
    void the_task_reads_nothing_instead_and_says_that_it_has_no_credentials(Trouble trouble) throws Exception {
        cause(trouble);
        readsNothing();
    }

    @Test
    void a_task_without_a_role_reads_nothing_either() throws Exception {
        readsNothing();
    }

    @Test
    void a_key_left_in_the_environment_or_the_home_folder_is_not_used() throws Exception {
        ecs();
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY", "left"));
        Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve("credentials"),
                "[default]\naws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key=left\n");
        try (ReaderProcess task = task()) {
            assertThat(task.evidence().path("credentials").path("provider").asString()).isEqualTo("ContainerCredentialsProvider");
        }
        assertThat(aws.authorizations()).singleElement().asString().contains("Credential=" + StandInAws.TASK_KEY + "/");
    }

    @Test
    void a_refusal_ends_it_with_code_one() throws Exception {
        ecs();
        aws.refuse(403, "AccessDenied", "Not for " + StandInAws.TASK_SECRET + " " + StandInAws.TASK_TOKEN);
        try (ReaderProcess task = task()) {
            assertThat(task.evidence().path("outcome").asString()).isEqualTo("refused");
            assertThat(task.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void an_incomplete_environment_ends_it_with_one_sentence_and_code_two() throws Exception {
        ecs();
        environment.remove("ROLECALL_KEY");
        try (ReaderProcess task = task()) {
            assertThat(task.rest()).containsExactly("The environment variable ROLECALL_KEY is not set.");
            assertThat(task.exitCode()).isEqualTo(2);
        }
    }

    private void readsNothing() throws Exception {
        try (ReaderProcess task = task()) {
            JsonNode failed = task.evidence();
            assertThat(failed.path("outcome").asString()).isEqualTo("failed");
            assertThat(failed.path("error").path("code").asString()).isEqualTo("NoCredentials");
            assertThat(failed.path("error").path("message").asString()).startsWith("The container's credentials endpoint gave none");
            assertThat(failed.path("credentials").isNull()).isTrue();
            assertThat(task.rest()).isEmpty();
            assertThat(task.exitCode()).isEqualTo(1);
        }
        assertThat(aws.authorizations()).as("asked S3").isEmpty();
        assertThat(aws.metadataRequests()).as("asked the node").isZero();
    }

    private void cause(Trouble trouble) throws IOException {
        switch (trouble) {
            case TOKEN_FILE_MISSING -> Files.delete(endpointWithToken(StandInAws.TASK_AUTHORIZATION));
            case NEWLINE_AFTER_THE_TOKEN -> endpointWithToken(StandInAws.TASK_AUTHORIZATION + "\n");
            case TOKEN_REFUSED -> endpointWithToken("somebodyElsesToken");
            case ENDPOINT_BROKEN -> {
                endpointWithToken(StandInAws.TASK_AUTHORIZATION);
                aws.breakTaskEndpoint();
            }
        }
    }

    /** As ECS sets it: a path at an endpoint that every container of a task reaches at 169.254.170.2. */
    private void ecs() {
        environment.put("AWS_CONTAINER_SERVICE_ENDPOINT", aws.url());
        environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/5b3c7d1e-0f2a-4c6b-9d8e-1a2b3c4d5e6f");
    }

    private Path endpointWithToken(String token) throws IOException {
        Path file = Files.writeString(home.resolve("token"), token);
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + "/v1/credentials");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString());
        return file;
    }

    private ReaderProcess task() throws IOException {
        return ReaderProcess.start(environment, "-cp", ReaderProcess.JAR, TaskProgram.class.getName());
    }
}
