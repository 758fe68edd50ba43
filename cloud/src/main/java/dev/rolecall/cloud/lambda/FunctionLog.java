package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What an execution environment writes, in a file: what the function wrote before it answered is there when its answer is.
 *
 * @param file that the process appends to
 */
record FunctionLog(Path file) {
    /** As much as {@code LogType=Tail} gives. */
    private static final int TAIL_BYTES = 4096;

    /** A log that has grown beyond this is begun anew with the next invocation. */
    private static final long KEPT_BYTES = 1 << 20;

    /** Adds one of the platform's own lines. */
    void add(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Where the next invocation's lines begin. */
    long begin() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        long size = Files.size(file);
        if (size > KEPT_BYTES) {
            Files.write(file, new byte[0]);
            return 0;
        }
        return size;
    }

    /** The last 4 KiB of what was written from a position on. */
    String tail(long from) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long begin = Math.max(from, channel.size() - TAIL_BYTES);
            channel.position(begin);
            return new String(Channels.newInputStream(channel).readNBytes(TAIL_BYTES), StandardCharsets.UTF_8);
        }
    }
}
