package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Watches the connections of a run, and of every process that it starts. */
final class Connections {
    private static final Pattern LOOPBACK = Pattern.compile("\"127\\.|\"::1\"|\"::ffff:127\\.|\"0\\.0\\.0\\.0\"|\"::\"");

    private final Path calls;

    private Connections(Path calls) {
        this.calls = calls;
    }

    /** Where that can be watched; otherwise the test ends here. */
    static Connections watched(Path folder) {
        assumeTrue(onPath("strace"), "strace is not installed: nobody watches the connections here");
        return new Connections(folder.resolve("calls"));
    }

    Rolecall of(Rolecall rolecall) {
        return rolecall.under("strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", calls.toString());
    }

    void stayOnThisMachine() throws IOException {
        List<String> network;
        try (Stream<String> lines = Files.lines(calls)) {
            network = lines.filter(line -> line.contains("AF_INET")).toList();
        }
        assertThat(network).as("the watcher sees the loopback connections").isNotEmpty();
        assertThat(network.stream().filter(Predicate.not(line -> LOOPBACK.matcher(line).find()))).isEmpty();
    }

    private static boolean onPath(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(String.valueOf(System.getenv("PATH")))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }
}
