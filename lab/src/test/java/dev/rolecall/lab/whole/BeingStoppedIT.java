package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, at any time: exit code 130, no process and no file left. Being killed: no process and no folder left either. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT to send")
final class BeingStoppedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** About a second where the machine is idle. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;
    @TempDir
    private Path runtime;

    @Test
    void duringTheSynthesis() throws IOException, InterruptedException {
        interruptWhen("start the target");
    }

    @Test
    void whileTheStacksAreCreated() throws IOException, InterruptedException {
        interruptWhen("create the stack with roles");
    }

    @Test
    void whileTheWorkloadsRun() throws IOException, InterruptedException {
        interruptWhen("create the stack with a user's key");
    }

    @Test
    void whileExperimentsRun() throws IOException, InterruptedException {
        interruptWhen("a-third-key-is-refused", "prove", "4", "13");
    }

    @Test
    void byAKillWhileTheWorkloadsRun() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Process process = rolecall.start("demo");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                .until(() -> rolecall.err().contains("create the stack with a user's key") || !process.isAlive());
        assertThat(rolecall.processes()).as(rolecall.err()).hasSizeGreaterThan(1);

        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        assertNothingIsLeftOf(rolecall);
    }

    @Test
    void byAKillInTheBackground() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder).with("XDG_RUNTIME_DIR", runtime.toString());
        Rolecall.Finished up = rolecall.run("up", "--port", "0", "--detach", "--json");
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(rolecall.processes()).isNotEmpty();
        assertThat(rolecall.temporaryFiles()).isNotEmpty();

        assertThat(ProcessHandle.of(up.json().path("pid").asLong()).orElseThrow().destroyForcibly()).isTrue();
        assertNothingIsLeftOf(rolecall);
    }

    private static void assertNothingIsLeftOf(Rolecall rolecall) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(rolecall.processes()).isEmpty();
            assertThat(rolecall.temporaryFiles()).isEmpty();
        });
    }

    private void interruptWhen(String finished) throws IOException, InterruptedException {
        interruptWhen(finished, "demo");
    }

    private void interruptWhen(String finished, String... command) throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Process process = rolecall.start(command);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> rolecall.err().contains(finished) || !process.isAlive());

        interrupt(process);
        Rolecall.Finished run = rolecall.finish(process);

        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("interrupted").doesNotContain("broke off").doesNotContain("Exception");
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor()).isZero();
    }
}
