package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the lesson says, put to the proof on the local cloud. */
final class ProvingTheClaimsIT {
    /** By their looks: secret access keys, and ids of keys in full. */
    private static final Pattern SECRET = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])|A[KS]IA[A-Z2-7]{16}");

    @TempDir
    private static Path folder;
    private static Rolecall rolecall = new Rolecall(Path.of(""));
    private static Rolecall.Finished run = new Rolecall.Finished(-1, "", "");

    @BeforeAll
    static void prove() throws IOException, InterruptedException {
        rolecall = new Rolecall(folder);
        run = rolecall.run("prove", "--json");
    }

    @Test
    void everyClaimThatHasAnExperimentIsProven() {
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.json().path("claims")).hasSizeGreaterThan(10).allSatisfy(claim -> assertThat(claim.path("verdict").asString())
                .as(claim.toString())
                .isEqualTo(claim.path("id").asString().equals("a-key-is-sometimes-right") ? "documented-only" : "proven"));
        assertThat(run.json().path("summary").path("documentedOnly").asInt()).isEqualTo(1);
    }

    @Test
    void itSaysThatItIsEmulatedAndThatNoTimeIsShortened() {
        assertThat(run.json().path("target").asString()).isEqualTo("local");
        assertThat(run.json().path("claims")).allSatisfy(claim -> {
            assertThat(claim.path("shown").asString()).isEqualTo("emulated");
            assertThat(claim.path("compression").asInt()).isEqualTo(1);
        });
    }

    @Test
    void theStrayKeyWasReallyUsed() {
        assertThat(observed("a-stray-key-beats-the-role")).isEqualTo("without a key: read with InstanceProfileCredentialsProvider; "
                + "with a made-up key: refused InvalidAccessKeyId with EnvironmentVariableCredentialsProvider");
    }

    @Test
    void theChainWentOnOnlyAsLongAsTheTrapWasThere() {
        assertThat(observed("a-newline-in-the-token-leads-to-the-node"))
                .isEqualTo("with a newline in the token: read with InstanceProfileCredentialsProvider; "
                        + "with that mended: refused InvalidAccessKeyId with ContainerCredentialsProvider");
        assertThat(observed("a-dead-endpoint-leads-to-the-node")).endsWith(
                "with that mended: refused InvalidAccessKeyId with ContainerCredentialsProvider");
    }

    @Test
    void theTasksCredentialsCameFromItsOwnEndpoint() {
        assertThat(observed("a-task-has-an-endpoint-of-its-own")).startsWith("the task: read with ContainerCredentialsProvider; ")
                .contains("its secret: found nowhere");
    }

    @Test
    void noOutputHoldsASecret() {
        String withoutPages = run.out().replaceAll("\"source\" : .*", "");

        assertThat(withoutPages + run.err()).doesNotContainPattern(SECRET);
    }

    @Test
    void progressTellsEachClaimAsItIsDecided() {
        assertThat(run.err()).contains("run the experiments").containsPattern("a-stray-key-beats-the-role +\\d+\\.\\d s  proven");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    private static String observed(String id) {
        JsonNode claim = run.claim(id);
        assertThat(claim.path("observed").isString()).as(claim.toString()).isTrue();
        return claim.path("observed").asString();
    }
}
