package dev.rolecall.lab.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import dev.rolecall.lab.Surroundings;

/** The command line of somebody who has no AWS configuration at all, with a clock that stands. */
final class CommandLineInTest {
    private final Path folder;
    private final boolean onScreen;
    private final boolean mayColour;

    private CommandLineInTest(Path folder, boolean onScreen, boolean mayColour) {
        this.folder = folder;
        this.onScreen = onScreen;
        this.mayColour = mayColour;
    }

    static CommandLineInTest in(Path folder) {
        return new CommandLineInTest(folder, false, true);
    }

    static CommandLineInTest onScreen(Path folder, boolean mayColour) {
        return new CommandLineInTest(folder, true, mayColour);
    }

    InThisProcess.Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new Surroundings(folder, Path.of(System.getProperty("java.home"), "bin", "java"), folder, _ -> null,
                InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")), false),
                new Terminal(stream(out), stream(err), onScreen, onScreen, false, mayColour), args);
        return new InThisProcess.Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A file in the folder; quotes may be written as apostrophes. */
    String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text.replace('\'', '"')).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
