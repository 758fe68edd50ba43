package dev.rolecall.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reader's own home folder, in which people leave keys. */
record HomeFolder(Path path) {
    private static final long LARGEST = 1 << 20;

    /** Names the files in {@code .aws} that hold this secret, as {@code ~/.aws/…}, sorted. What cannot be read is not named. */
    List<String> filesHolding(String secret) {
        Path aws = path.resolve(".aws");
        if (secret.isEmpty() || !Files.isDirectory(aws)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(aws, 3)) {
            files.filter(Files::isRegularFile).filter(file -> holds(file, secret))
                    .forEach(file -> found.add("~/" + path.relativize(file).toString().replace('\\', '/')));
        } catch (IOException | UncheckedIOException unreadable) {
            return List.copyOf(found);
        }
        found.sort(null);
        return List.copyOf(found);
    }

    private static boolean holds(Path file, String secret) {
        try {
            return Files.size(file) <= LARGEST && Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
