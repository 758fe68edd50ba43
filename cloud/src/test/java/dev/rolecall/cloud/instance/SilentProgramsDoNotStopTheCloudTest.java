package dev.rolecall.cloud.instance;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
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

    /** JDK 25 lets a virtual thread that reads from a process keep its carrier, of which there are as many as processors. */
    @Test
    void outputIsWaitedForOnAThreadOfTheSystem() throws Exception {
        Path jar = TestJar.of(temporary, "Silent", """
                public class Silent {
                    public static void main(String[] arguments) throws Exception {
                        Thread.sleep(60000);
                    }
                }
                """);
        JavaCommand command = new JavaCommand(List.of(), List.of("-jar", jar.toString()), Map.of(), temporary, temporary, temporary);
        Unit unit = Unit.parse("[Service]\nStandardOutput=journal+console\n");
        try (Processes processes = Processes.open()) {
            ServiceUnit.start("silent", unit, command, processes, new ConsoleLog(InstantSource.system()));
            // Only threads of the system have their stack in this map.
            await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                    .anyMatch(thread -> thread.getKey().getName().equals("silent") && List.of(thread.getValue()).stream()
                            .anyMatch(frame -> frame.getMethodName().equals("readLine"))));
        }
    }
}
