package dev.rolecall.reader;

import java.time.Instant;

/** When this process started, as the operating system has it. */
final class ProcessStart {
    private ProcessStart() {}

    static Instant instant() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }
}
