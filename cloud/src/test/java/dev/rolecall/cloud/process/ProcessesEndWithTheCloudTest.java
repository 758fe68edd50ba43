package dev.rolecall.cloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ProcessesEndWithTheCloudTest {
    private static final String PARENT = """
            public class Parent {
                public static void main(String[] a) throws Exception {
                    if (a.length == 0) {
                        Process child = new ProcessBuilder(ProcessHandle.current().info().command().get(), "-cp",
                                System.getProperty("java.class.path"), "Parent", "child").start();
                        System.out.println(child.pid());
                    } else {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                            try { Thread.sleep(60_000); } catch (InterruptedException e) { }
                        }));
                    }
                    Thread.sleep(60_000);
                }
            }
            """;
    private static final String TELL_ENVIRONMENT = """
            public class Tell {
                public static void main(String[] a) {
                    System.out.println(System.getenv().keySet().stream().sorted().toList());
                    System.out.println(System.getProperty("user.home"));
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void closingStopsAProcessAndADescendantThatWillNotEnd() throws Exception {
        Path jar = TestJar.of(folder, "Parent", PARENT);
        Processes processes = Processes.open();
        Process parent = processes.start(command(jar, Map.of()).builder());
        long child = Long.parseLong(String.valueOf(parent.inputReader(StandardCharsets.UTF_8).readLine()));
        assertThat(ProcessHandle.of(child)).get().matches(ProcessHandle::isAlive);

        processes.close();
        processes.close();

        assertThat(parent.isAlive()).isFalse();
        // It has been killed; until the system's first process takes note of that, it still counts as there.
        await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Only there a process has a group of its own")
    void whatAProcessLeavesBehindEndsWithIt() throws Exception {
        try (Processes processes = Processes.open()) {
            Process parent = processes.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo $!"));
            long child = Long.parseLong(String.valueOf(parent.inputReader(StandardCharsets.UTF_8).readLine()));
            assertThat(parent.waitFor()).isZero();
            await()
                    .until(() -> ProcessHandle.of(child).flatMap(handle -> handle.info().command()).isEmpty());
        }
    }

    @Test
    void foldersAreLeftToWhoeverClosesTheRegistry() throws Exception {
        Processes.open(List.of(folder)).close();
        assertThat(folder).exists();
    }

    @Test
    void nothingStartsOnceItIsClosed() throws Exception {
        Path jar = TestJar.of(folder, "Tell", TELL_ENVIRONMENT);
        Processes processes = Processes.open();
        processes.close();

        assertThatThrownBy(() -> processes.start(command(jar, Map.of()).builder())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aProcessInheritsNothingOfTheMachinesEnvironment() throws Exception {
        Path jar = TestJar.of(folder, "Tell", TELL_ENVIRONMENT);
        try (Processes processes = Processes.open()) {
            ProcessBuilder builder = command(jar, Map.of("OWN", "1", "JAVA_TOOL_OPTIONS", "-Dx=y", "LD_PRELOAD", "/evil.so")).builder();
            List<String> lines = processes.start(builder).inputReader(StandardCharsets.UTF_8).readAllLines();

            assertThat(lines).contains("[OWN]", folder.toString());
        }
    }

    @Test
    void flagsThatCouldRunOrOverwriteSomethingAreRefused() {
        assertThat(JvmFlags.refused(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dkey=any value"))).isEmpty();
        List<String> dangerous = List.of("-XX:OnOutOfMemoryError=touch /tmp/x", "-XX:OnError=x", "-agentpath:/x.so", "-javaagent:x.jar",
                "-Xlog:gc:file=/x", "-XX:Flags=/x", "@argfile", "-cp", "-Xbootclasspath/a:x", "-XX:VMOptionsFile=/x");
        assertThat(JvmFlags.refused(dangerous)).isEqualTo(dangerous);
    }

    private JavaCommand command(Path jar, Map<String, String> environment) {
        return new JavaCommand(List.of(), List.of("-jar", jar.toString()), environment, folder, folder, folder);
    }
}
