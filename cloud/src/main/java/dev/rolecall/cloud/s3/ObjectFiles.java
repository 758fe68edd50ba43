package dev.rolecall.cloud.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.process.Folders;

/**
 * The files that objects are kept in, one folder a bucket. The store writes an object to a file beside it, with a random name, which then
 * becomes the object: where a process is killed in between, that file would be an object that nobody has put. Where it is killed right
 * after, the object would be there without its tags. So what is being written is noted in a second folder.
 *
 * @param objects   what the store has, and nothing else
 * @param unwritten a note for each object that is being written
 */
record ObjectFiles(Path objects, Path unwritten) {
    private static final String RANDOM = "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    /** The store's own names for the parts of uploads, which no key may have. */
    private static final String UPLOADS = ".mpus-";

    /**
     * @param tags   those that the object is to have
     * @param before which file the object was before; empty where there was none
     */
    private record Note(String bucket, String key, Map<String, String> tags, String before) {}

    /** Writes an object, and what else {@code work} has to do with it. */
    <T> T write(ObjectAddress object, Map<String, String> tags, Supplier<T> work) {
        try {
            Note note = new Note(object.bucket().orElseThrow(), object.key().orElseThrow(), tags, identity(file(object)));
            Path noted = Files.write(unwritten.resolve(UUID.randomUUID().toString()), JsonMapper.shared().writeValueAsBytes(note));
            try {
                return work.get();
            } finally {
                Files.deleteIfExists(noted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * After a restart: removes what was not written to its end, tags what was, removes what is no bucket's, and makes the folders of
     * buckets that have none.
     */
    void tidy(Set<String> buckets, ObjectTags tags) {
        try {
            for (Path folder : Folders.in(objects)) {
                if (!buckets.contains(name(folder))) {
                    Folders.remove(folder);
                }
            }
            for (String bucket : buckets) {
                removeUnfinishedParts(Files.createDirectories(objects.resolve(bucket)));
            }
            for (Path noted : Folders.in(unwritten)) {
                Optional<Note> note = read(noted);
                if (note.isPresent()) {
                    finish(note.get(), tags);
                }
                Files.delete(noted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where the process was killed before it had begun with the object. */
    private static Optional<Note> read(Path noted) throws IOException {
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(noted), Note.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private void finish(Note note, ObjectTags tags) throws IOException {
        ObjectAddress object = new ObjectAddress(Optional.of(note.bucket()), Optional.of(note.key()));
        Path file = file(object);
        remove(Folders.in(file.resolveSibling("")).stream(), Pattern.compile(Pattern.quote(name(file)) + RANDOM));
        String now = identity(file);
        if (!now.isEmpty() && !now.equals(note.before())) {
            tags.put(object, note.tags());
        }
    }

    private Path file(ObjectAddress object) {
        return objects.resolve(object.plain()).normalize();
    }

    private static String identity(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.fileKey() + " " + found.lastModifiedTime() + " " + found.size();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static void removeUnfinishedParts(Path bucket) throws IOException {
        for (Path entry : Folders.in(bucket)) {
            if (name(entry).startsWith(UPLOADS)) {
                try (Stream<Path> files = Files.walk(entry)) {
                    remove(files.filter(Files::isRegularFile), Pattern.compile(".*-(stub|\\d{1,5})" + RANDOM));
                }
            }
        }
    }

    private static void remove(Stream<Path> files, Pattern names) throws IOException {
        for (Path file : files.filter(file -> names.matcher(name(file)).matches()).toList()) {
            Files.delete(file);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
