package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, at any time: exit code 130, no process and no file left. Being killed: no process and no folder left either. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT to send")
final class BeingStoppedIT {
    private static final Duration LOOK = Duration.ofMillis(5);
    /** A node that does nothing, and does not end when it is asked to. */
    private static final String STUBBORN_NODE = """
            #!/bin/sh
            trap '' TERM
            touch "$0.begun"
            while :; do sleep 1; done
            """;

    @TempDir
    private Path folder;
    @TempDir
    private Path runtime;

    @Test
    void duringTheSynthesis() throws IOException, InterruptedException {
        Path node = Files.writeString(folder.resolve("node"), STUBBORN_NODE);
        Path begun = folder.resolve("node.begun");
        assertThat(node.toFile().setExecutable(true)).isTrue();
        Rolecall rolecall = new Rolecall(folder).with("JSII_NODE", node.toString());
        Process process = rolecall.start("demo");
        await().pollInterval(LOOK).until(() -> Files.exists(begun) || !process.isAlive());
        assertThat(rolecall.processes()).anyMatch(line -> line.contains(node.toString()));

        interrupt(rolecall, process);
    }

    /** The run waits for an instance that tells nothing, so that it is not over before it is interrupted. */
    @ParameterizedTest
    @ValueSource(strings = {"start the target", "create the stack with roles", "create the stack with a user's key",
            "let a made-up key try the same"})
    void duringADemonstrationAfterTheStep(String step) throws IOException, InterruptedException {
        interruptWhen(step, "demo", "--assembly", Assembly.silent(Assembly.LOCAL_ACCOUNT, folder).toString());
    }

    /** What comes after the first claim takes many seconds on any machine. */
    @Test
    void whileExperimentsRun() throws IOException, InterruptedException {
        interruptWhen("a-third-key-is-refused", "prove", "4", "13", "24");
    }

    @Test
    void byAKillWhileTheWorkloadsRun() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Process process = rolecall.start("demo", "--assembly", Assembly.silent(Assembly.LOCAL_ACCOUNT, folder).toString());
        await().pollInterval(LOOK).until(() -> rolecall.err().contains("create the stack with a user's key") || !process.isAlive());
        await().untilAsserted(() -> assertThat(rolecall.processes()).as(rolecall.err()).hasSizeGreaterThan(2));

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
        await().untilAsserted(() -> {
            assertThat(rolecall.processes()).isEmpty();
            assertThat(rolecall.temporaryFiles()).isEmpty();
        });
    }

    private void interruptWhen(String finished, String... command) throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Process process = rolecall.start(command);
        await().pollInterval(LOOK).until(() -> rolecall.err().contains(finished) || !process.isAlive());
        interrupt(rolecall, process);
    }

    private static void interrupt(Rolecall rolecall, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor()).isZero();
        Rolecall.Finished run = rolecall.finish(process);

        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("interrupted").doesNotContain("broke off").doesNotContain("Exception");
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }
}
