package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cloud in a JVM of its own, with an instance, a function and a task at work, is killed or closed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no shell for the watchdog")
@Timeout(600)
final class NothingOutlivesTheCloudTest {
    private static final String WATCHDOG = "rolecall-watchdog";

    @TempDir
    private Path sources;
    @TempDir
    private Path temporary;

    /**
     * @param jvm     the cloud's
     * @param started everything below it
     * @param folder  the cloud's
     */
    private record Running(Process jvm, List<ProcessHandle> started, Path folder) implements AutoCloseable {
        @Override
        public void close() {
            jvm.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void itsProcessesEndAndItsFolderGoesWhenItIsKilled() throws IOException {
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try (Running cloud = start()) {
            long killed = System.nanoTime();
            cloud.jvm().destroyForcibly();
            assertNothingIsLeft(cloud);
            System.out.printf("nothing is left %d ms after the kill%n", (System.nanoTime() - killed) / 1_000_000);
            assertThat(bystander.isAlive()).as("a process of somebody else").isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void whatATerminalSendsToAllOfItsProgramsDoesNotStopTheWatchdog() throws IOException, InterruptedException {
        try (Running cloud = start()) {
            ProcessHandle watchdog = cloud.started().stream().filter(NothingOutlivesTheCloudTest::isWatchdog).findFirst().orElseThrow();
            for (String signal : List.of("INT", "TERM", "HUP", "QUIT")) {
                assertThat(new ProcessBuilder("kill", "-s", signal, String.valueOf(watchdog.pid())).start().waitFor()).isZero();
            }
            Thread.sleep(200);
            assertThat(isRunning(watchdog)).isTrue();
            cloud.jvm().destroyForcibly();
            assertNothingIsLeft(cloud);
        }
    }

    @Test
    void whenItIsClosedTheWatchdogIsGoneBeforeIt() throws IOException, InterruptedException {
        try (Running cloud = start()) {
            cloud.jvm().getOutputStream().close();
            assertThat(cloud.jvm().waitFor()).isZero();
            assertThat(cloud.started()).noneMatch(NothingOutlivesTheCloudTest::isRunning);
            assertThat(cloud.folder()).doesNotExist();
        }
    }

    private Running start() throws IOException {
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"),
                BusyCloud.class.getName(), sources.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said = jvm.inputReader(StandardCharsets.UTF_8);
        Path folder = Path.of(String.valueOf(said.readLine()));
        ProcessHandle child = ProcessHandle.of(Long.parseLong(String.valueOf(said.readLine()))).orElseThrow();

        Running cloud = new Running(jvm, jvm.descendants().toList(), folder);
        assertThat(cloud.started()).as("an instance's program, its child, a function's environment, a task's container and the watchdog")
                .hasSize(5)
                .contains(child);
        assertThat(folder).isDirectory().hasParent(temporary);
        return cloud;
    }

    private void assertNothingIsLeft(Running cloud) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(cloud.started()).noneMatch(NothingOutlivesTheCloudTest::isRunning));
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))).isEmpty();
            }
        });
    }

    private static boolean isWatchdog(ProcessHandle process) {
        return process.info().commandLine().filter(line -> line.contains(WATCHDOG)).isPresent();
    }

    /** Who was killed counts as there until the system's first process takes note of it; such a process has no command any more. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
