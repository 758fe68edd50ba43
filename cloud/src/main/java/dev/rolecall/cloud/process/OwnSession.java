package dev.rolecall.cloud.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a command as the leader of a session and process group of its own, where the system has {@code setsid}: what a terminal sends to
 * its programs does not reach it, and whatever it starts can be told by its group. macOS has no such program; there the command starts as
 * any other.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/setsid.1.html">setsid(1)</a>
 */
public final class OwnSession {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private OwnSession() {}

    /** The command line that does so; the process keeps its id. */
    public static List<String> of(List<String> command) {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.addAll(command);
        return words;
    }
}
