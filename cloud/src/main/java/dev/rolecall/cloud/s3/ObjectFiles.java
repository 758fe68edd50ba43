package dev.rolecall.cloud.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.rolecall.cloud.process.Folders;

/**
 * The files that objects are kept in, one folder a bucket. The store writes an object to a file beside it, with a random name, which then
 * becomes the object: where a process was killed in between, that file would be an object that nobody has put. So what is being written is
 * noted in a second folder.
 *
 * @param objects   what the store has, and nothing else
 * @param unwritten a file for each object that is being written, with its bucket and key
 */
record ObjectFiles(Path objects, Path unwritten) {
    private static final String RANDOM = "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    /** The store's own names for the parts of uploads, which no key may have. */
    private static final String UPLOADS = ".mpus-";

    /** Writes an object. */
    <T> T write(String bucket, String key, Supplier<T> work) {
        try {
            Path note = Files.writeString(unwritten.resolve(UUID.randomUUID().toString()), bucket + "/" + key);
            try {
                return work.get();
            } finally {
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a restart: removes what was not written to its end, and what is no bucket's, and makes the folders of buckets that have none. */
    void tidy(Set<String> buckets) {
        try {
            for (Path folder : list(objects)) {
                if (!buckets.contains(name(folder))) {
                    Folders.remove(folder);
                }
            }
            for (String bucket : buckets) {
                removeUnfinishedParts(Files.createDirectories(objects.resolve(bucket)));
            }
            for (Path note : list(unwritten)) {
                Path object = objects.resolve(Files.readString(note)).normalize();
                Path folder = object.resolveSibling("");
                if (object.startsWith(objects) && Files.isDirectory(folder)) {
                    remove(list(folder), Pattern.compile(Pattern.quote(name(object)) + RANDOM));
                }
                Files.delete(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeUnfinishedParts(Path bucket) throws IOException {
        for (Path entry : list(bucket)) {
            if (name(entry).startsWith(UPLOADS)) {
                try (Stream<Path> files = Files.walk(entry)) {
                    remove(files.filter(Files::isRegularFile).toList(), Pattern.compile(".*-(stub|\\d{1,5})" + RANDOM));
                }
            }
        }
    }

    private static void remove(List<Path> files, Pattern names) throws IOException {
        for (Path file : files) {
            if (names.matcher(name(file)).matches()) {
                Files.delete(file);
            }
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.toList();
        }
    }
}
