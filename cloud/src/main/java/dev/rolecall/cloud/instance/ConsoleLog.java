package dev.rolecall.cloud.instance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** An instance's serial console. The most recent 64 KiB are kept, as much as {@code ec2:GetConsoleOutput} gives on AWS. */
public final class ConsoleLog {
    static final int KEPT_BYTES = 64 * 1024;
    /** In characters; what is longer is cut. */
    static final int LONGEST_LINE = KEPT_BYTES / 4;

    private final InstantSource clock;
    private final long bootNanos = System.nanoTime();
    private final Deque<String> lines = new ArrayDeque<>();
    private int bytes;
    private Instant lastWritten;

    ConsoleLog(InstantSource clock) {
        this.clock = clock;
        this.lastWritten = clock.instant();
    }

    /** What the local cloud itself has to say of this boot. */
    void note(String sentence) {
        line("rolecall: " + sentence);
    }

    /** A line of a unit's output, as the journal forwards it to the console: uptime, program, process id. */
    void output(String program, long pid, String line) {
        double uptime = (System.nanoTime() - bootNanos) / 1e9;
        line(String.format("[%12.6f] %s[%d]: %s", uptime, program, pid, line));
    }

    /** The text that is kept, and when it last grew. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(String.join("", lines), lastWritten);
    }

    private synchronized void line(String text) {
        String kept = (text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text) + "\r\n";
        lines.add(kept);
        bytes += size(kept);
        while (bytes > KEPT_BYTES) {
            bytes -= size(lines.removeFirst());
        }
        lastWritten = clock.instant();
    }

    private static int size(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The console at one moment.
     *
     * @param text    lines that end as a serial console's do, with carriage return and line feed
     * @param updated when the last of them was written
     */
    public record Snapshot(String text, Instant updated) {}
}
