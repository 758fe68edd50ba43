package dev.rolecall.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of one run, readable by its owner only, gone when the run is over. */
public final class RunFolder implements AutoCloseable {
    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** A fresh one. {@code parent} must be a folder in which this user may write. */
    public static RunFolder create(Path parent) {
        try {
            return new RunFolder(Files.createTempDirectory(parent, "rolecall-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** A new folder inside. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it; a process that is just ending may still write, so what appears meanwhile is deleted in another round. */
    @Override
    public void close() {
        for (int round = 0; round < 5 && Files.exists(path); round++) {
            try (Stream<Path> tree = Files.walk(path)) {
                tree.sorted(Comparator.reverseOrder()).forEach(RunFolder::delete);
            } catch (IOException | UncheckedIOException e) {
                // The next round meets what is left.
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next round meets what is left.
        }
    }
}
