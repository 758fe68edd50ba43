package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LocalStack needs is missing, or goes away: one sentence, the right exit code, and nothing left. */
final class PullingDockerAwayIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsDocker() {
        Docker.require();
    }

    @Test
    void withoutAnEngine() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder).with("DOCKER_HOST", "unix:///nowhere/docker.sock");

        ends(rolecall, rolecall.run("demo", "--target", "localstack"), 3, "no Docker engine answers");
    }

    @Test
    void withAnImageThatIsNowhere() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);

        ends(rolecall, rolecall.run("demo", "--target", "localstack", "--image", "rolecall.invalid/nothing:0"), 3,
                "rolecall.invalid/nothing:0 is not here and could not be pulled");
    }

    @Test
    void withAnImageThatAsksForAToken() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Set<String> before = Docker.containers();
        try (Docker.Image licensed = Docker.imageThatEndsWith("License activation failed: LOCALSTACK_AUTH_TOKEN is not set")) {
            ends(rolecall, rolecall.run("demo", "--target", "localstack", "--image", licensed.name()), 3,
                    "asks for a token: set LOCALSTACK_AUTH_TOKEN");
        }
        assertThat(Docker.containers()).isEqualTo(before);
    }

    @Test
    void whenTheContainerIsRemovedInTheMiddle() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Set<String> before = Docker.containers();
        // The run waits for an instance that tells nothing, so that it is not over before the container goes.
        Process process = rolecall.start("demo", "--target", "localstack", "--assembly",
                Assembly.silent("000000000000", folder).toString());
        await().until(() -> rolecall.err().contains("publish the assets") || !process.isAlive());

        Docker.containers().stream().filter(id -> !before.contains(id)).forEach(Docker::remove);

        ends(rolecall, rolecall.finish(process), 4, "there is no answer");
        assertThat(Docker.containers()).isEqualTo(before);
    }

    private static void ends(Rolecall rolecall, Rolecall.Finished run, int code, String because) throws IOException {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("rolecall:"))).singleElement().asString().contains(because);
        assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }
}
