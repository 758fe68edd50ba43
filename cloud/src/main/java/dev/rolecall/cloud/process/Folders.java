package dev.rolecall.cloud.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders that workloads live in. */
public final class Folders {
    private static final int ATTEMPTS = 5;

    private Folders() {}

    /** What is in a folder; nothing where it does not exist. */
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it; links are removed, never followed. Nothing happens where it does not exist. */
    public static void remove(Path folder) {
        for (int attempt = 1; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); attempt++) {
            try {
                removeOnce(folder);
            } catch (IOException | UncheckedIOException e) {
                // Something that was just stopped may still have been writing while the folder was read.
                if (attempt == ATTEMPTS) {
                    throw e instanceof IOException io ? new UncheckedIOException(io) : (UncheckedIOException) e;
                }
            }
        }
    }

    private static void removeOnce(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
