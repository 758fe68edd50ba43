package dev.rolecall.reader;

import java.util.function.Supplier;

/** How the reader's programs begin: whatever their environment lacks is one sentence on standard error, and exit code 2. */
final class Start {
    private Start() {}

    /** What {@code start} makes. An IllegalArgumentException of it ends the process: its message names what is missing or wrong. */
    static <T> T orEnd(Supplier<T> start) {
        try {
            return start.get();
        } catch (IllegalArgumentException incomplete) {
            System.err.println(incomplete.getMessage());
            System.exit(2);
            throw incomplete;
        }
    }
}
