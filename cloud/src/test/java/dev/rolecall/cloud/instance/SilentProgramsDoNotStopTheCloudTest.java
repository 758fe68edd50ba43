package dev.rolecall.cloud.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.cloud.process.JavaCommand;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.TestJar;

final class SilentProgramsDoNotStopTheCloudTest {
    @TempDir
    Path temporary;

    @Test
    void requestsAreServedWhileAsManyProgramsAsProcessorsPrintNothing() throws Exception {
        Path jar = TestJar.of(temporary, "Silent", """
                public class Silent {
                    public static void main(String[] arguments) throws Exception {
                        Thread.sleep(60000);
                    }
                }
                """);
        JavaCommand command = new JavaCommand(List.of(), List.of("-jar", jar.toString()), Map.of(), temporary, temporary, temporary);
        Unit unit = Unit.parse("[Service]\nStandardOutput=journal+console\n");
        int programs = Runtime.getRuntime().availableProcessors();
        try (Processes processes = Processes.open()) {
            for (int program = 0; program < programs; program++) {
                ServiceUnit.start("silent", unit, command, processes, new ConsoleLog(InstantSource.system()));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> processes.size() == programs);
            // Long enough for all of them to wait for output.
            Thread.sleep(500);
            Thread request = Thread.ofVirtual().start(() -> {});
            assertThat(request.join(Duration.ofSeconds(5))).isTrue();
        }
    }
}
