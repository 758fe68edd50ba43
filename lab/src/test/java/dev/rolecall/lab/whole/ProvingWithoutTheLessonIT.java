package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A claim that is about nothing of the lesson is put to the proof at once: nothing is synthesised, and nothing deployed. */
final class ProvingWithoutTheLessonIT {
    @TempDir
    private Path folder;
    private Rolecall rolecall = new Rolecall(Path.of(""));

    @BeforeEach
    void prepare() {
        rolecall = new Rolecall(folder);
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    @Test
    void whatAnyRoleShowsNeedsNoStack() throws IOException, InterruptedException {
        Rolecall.Finished run = rolecall.run("prove", "--json", "2", "31", "32", "47", "55");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("summary").path("proven").asInt()).as(run.out()).isEqualTo(4);
        assertThat(run.json().path("summary").path("documentedOnly").asInt()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("synthesise").doesNotContain("create the stack");
    }

    @Test
    void whoSaysWhatIsDeployedHasItDeployed() throws IOException, InterruptedException {
        Rolecall.Finished run = rolecall.run("prove", "47", "-c", "ecs=perhaps");

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("ecs");
    }

    @Test
    void whatIsOnlyDocumentedAsksNobody() throws IOException, InterruptedException {
        Rolecall.Finished run = rolecall.run("prove", "55", "--dry-run", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(operations(run)).doesNotContain("CreateRole", "CreateStack", "AssumeRole");
    }

    @Test
    void aDryRunListsWhatAnExperimentAsks() throws IOException, InterruptedException {
        Rolecall.Finished run = rolecall.run("prove", "47", "--dry-run", "--json", "--target", "aws", "--account", "123456789012");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(operations(run)).containsSubsequence("CreateRole", "AssumeRole", "DeleteRole").doesNotContain("CreateStack");
        assertThat(run.out()).contains("arn:aws:iam::123456789012:role/RolecallKeyless-Prove-<id>").doesNotContain(Assembly.LOCAL_ACCOUNT);
    }

    @Test
    void onAnAccountNothingOfItIsLeft() throws IOException, InterruptedException {
        try (PlayedAws aws = new PlayedAws()) {
            List<String> before = Inventory.of(aws.clients());

            Rolecall.Finished run = rolecall.with(PlayedAws.environment(aws.administrator(), folder))
                    .run(aws.arguments("prove", "--json", "23", "47", "--assembly", Assembly.original().toString()));
            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(run.json().path("cleanup").path("clean").asBoolean()).isTrue();

            Rolecall.Finished alone = new Rolecall(folder.resolve("alone")).with(PlayedAws.environment(aws.administrator(), folder))
                    .run(aws.arguments("prove", "--json", "31", "47"));
            assertThat(alone.code()).as(alone.out() + alone.err()).isZero();
            assertThat(Inventory.of(aws.clients())).isEqualTo(before);
        }
    }

    private static List<String> operations(Rolecall.Finished run) {
        return run.json().path("calls").valueStream().map(call -> call.path("operation")).map(JsonNode::asString).toList();
    }
}
