package dev.rolecall.cloud.program;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * What a program prints, line by line.
 *
 * @param longest in characters; what a line has beyond is cut. A program that never ends its line must not fill the memory
 */
public record OutputLines(Reader output, int longest) {

    /** A line without its end; empty after the last one. */
    public Optional<String> readLine() throws IOException {
        int c = output.read();
        if (c < 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = output.read()) {
            if (line.length() < longest && c != '\r') {
                line.append((char) c);
            }
        }
        return Optional.of(line.toString());
    }

    /** Whether more can be read without waiting for the program. */
    public boolean ready() throws IOException {
        return output.ready();
    }
}
