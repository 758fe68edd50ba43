package dev.rolecall.cloud.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Extended attributes of files, in which the store of objects keeps their metadata: type, checksum, what their owners say of them. Many
 * ways to copy a folder lose them without a word, so the state's own file has one, by which that is seen.
 */
final class ObjectAttributes {
    private static final String MARK = "user:rolecall";

    private ObjectAttributes() {}

    /** @throws StateException where the file system keeps none */
    static void mark(Path file) throws IOException {
        try {
            Files.setAttribute(file, MARK, ByteBuffer.wrap(new byte[]{1}));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw notKept(file);
        } catch (FileSystemException e) {
            if (String.valueOf(e.getReason()).contains("No space")) {
                throw e;
            }
            throw notKept(file);
        }
    }

    private static StateException notKept(Path file) {
        return StateException.unsuitable("The file system of " + file.getParent() + " keeps no extended attributes of files, which objects"
                + " of S3 need. Use a folder on another disk.");
    }

    /**
     * Sees that a state was not copied without them. One without objects has lost nothing, and gets its mark again.
     *
     * @throws StateException where its objects have lost what they need
     */
    static void check(Path file, Path objects) throws IOException {
        if (!Files.exists(file) || isMarked(file)) {
            return;
        }
        if (hasFiles(objects)) {
            throw StateException.unsuitable("The state in " + file.getParent() + " was copied without the extended attributes of its files:"
                    + " its objects have lost their types and metadata. Copy it again with them (cp -a, rsync -aX or tar --xattrs), or use"
                    + " another folder.");
        }
        mark(file);
    }

    private static boolean isMarked(Path file) throws IOException {
        try {
            return Files.getAttribute(file, MARK) instanceof byte[];
        } catch (UnsupportedOperationException | IllegalArgumentException | FileSystemException e) {
            return false;
        }
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            return content.anyMatch(Files::isRegularFile);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
