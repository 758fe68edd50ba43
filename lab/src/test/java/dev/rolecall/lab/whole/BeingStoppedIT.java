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

/** Ctrl-C, at any time: exit code 130, no process and no file left. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT to send")
final class BeingStoppedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

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

    private void interruptWhen(String finished) throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Process process = rolecall.start("demo");
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
