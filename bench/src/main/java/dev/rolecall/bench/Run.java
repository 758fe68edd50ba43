package dev.rolecall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of a command: wall time, peak memory, and what it printed. */
record Run(Duration wall, double rootMiB, double allMiB, int exitCode, String output) {

    static Run of(Path directory, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rolecall-bench", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            PeakMemory memory = new PeakMemory(process.toHandle());
            Thread watcher = Thread.ofPlatform().start(memory);
            int exitCode = process.waitFor();
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            watcher.join();
            return new Run(wall, memory.ofRoot(), memory.ofAll(), exitCode, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
