package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory a process has had in RAM, where the system tells. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** A part of the REPORT line; empty where the system does not tell. */
    static String report(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream().filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> "\tMax Memory Used: " + Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB").findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
