package dev.rolecall.cloud.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.state.StateException.Fault;

/**
 * The folder that a state is in: for its user only, used by one process at a time, and never one of something else. It is a state from the
 * moment on when {@link #ABOUT} is in it; what is there without it was begun and not finished, and is begun anew.
 */
final class StateFolder implements AutoCloseable {
    /** Of what is written; higher where an older version cannot read it. */
    static final int FORMAT = 1;

    private static final String ABOUT = "rolecall.json";
    private static final String LOCK = "rolecall.lock";
    private static final String FILE = "state.mv";
    private static final String IGNORED = ".gitignore";

    private final Path path;
    private final About about;
    private final boolean isNew;
    private @Nullable FileChannel lock;

    private StateFolder(Path path, About about, boolean isNew, FileChannel lock) {
        this.path = path;
        this.about = about;
        this.isNew = isNew;
        this.lock = lock;
    }

    /** Whose state it is. */
    private record About(int format, String account, String region) {}

    /**
     * Opens or makes one.
     *
     * @throws StateException where it is not one of this account and region, or used by another; then nothing has changed
     */
    static StateFolder open(Path folder, String account, String region) {
        Path path = folder.toAbsolutePath().normalize();
        About about = new About(FORMAT, account, region);
        try {
            boolean made = Files.exists(path.resolve(ABOUT));
            if (made) {
                check(path, about);
            } else {
                checkThatNothingElseIsIn(path);
                Files.createDirectories(path);
            }
            onlyForItsUser(path, "rwx------");
            // Closed with the folder; where anything fails until then, with this process.
            FileChannel lock = lock(path);
            if (!made) {
                begin(path);
            }
            return new StateFolder(path, about, !made, lock);
        } catch (IOException e) {
            throw new StateException(Fault.UNSUITABLE, "The folder " + path + " cannot be used for a state: " + reason(e) + ".", e);
        }
    }

    boolean isNew() {
        return isNew;
    }

    Path path() {
        return path;
    }

    /** The file that the values are in. */
    Path file() {
        return path.resolve(FILE);
    }

    /** A folder in it, made where it is missing. */
    Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new StateException(Fault.NOT_WRITABLE, "The folder " + path.resolve(name) + " cannot be made: " + reason(e) + ".", e);
        }
    }

    /** From now on it is a state. */
    void made() {
        try {
            Path text = path.resolve(ABOUT + ".tmp");
            Files.write(text, JsonMapper.shared().writeValueAsBytes(about));
            onlyForItsUser(text, "rw-------");
            Files.move(text, path.resolve(ABOUT), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StateException(Fault.NOT_WRITABLE, "The state in " + path + " cannot be written: " + reason(e) + ".", e);
        }
    }

    private static void check(Path path, About wanted) throws IOException {
        About found = about(path);
        if (found.format() != wanted.format()) {
            throw StateException.unsuitable("The state in " + path + " has format " + found.format() + ", and this version reads format "
                    + wanted.format() + ". Use the version that made it, or another folder.");
        }
        if (!found.equals(wanted)) {
            throw StateException.unsuitable("The state in " + path + " is of account " + found.account() + " in " + found.region()
                    + ", not of account " + wanted.account() + " in " + wanted.region() + ". Use another folder.");
        }
    }

    private static About about(Path path) throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readAllBytes(path.resolve(ABOUT)), About.class);
        } catch (JacksonException e) {
            throw StateException.unsuitable(path.resolve(ABOUT) + " is not of a state of this version. Use another folder.");
        }
    }

    private static void checkThatNothingElseIsIn(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw StateException.unsuitable(path + " is a file, and a state is a folder.");
        }
        Set<String> names = names(path);
        if (!names.isEmpty() && !names.contains(LOCK)) {
            throw StateException.unsuitable("The folder " + path + " is not empty and holds no state of a local cloud (there is "
                    + names.iterator().next() + "). Use another folder.");
        }
    }

    private static Set<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void begin(Path path) throws IOException {
        for (String name : names(path)) {
            // Of a process that was killed before it had made the state.
            if (!name.equals(LOCK)) {
                Folders.remove(path.resolve(name));
            }
        }
        Path file = Files.createFile(path.resolve(FILE));
        onlyForItsUser(file, "rw-------");
        checkAttributes(file);
        // The test keys in it belong into no repository.
        Files.writeString(path.resolve(IGNORED), "*\n");
    }

    /** The store of objects keeps their metadata as attributes of their files. */
    private static void checkAttributes(Path file) throws IOException {
        try {
            Files.setAttribute(file, "user:rolecall", ByteBuffer.wrap(new byte[]{FORMAT}));
        } catch (UnsupportedOperationException | IllegalArgumentException | FileSystemException e) {
            Files.delete(file);
            throw StateException
                    .unsuitable("The file system of " + file.getParent() + " keeps no extended attributes of files, which objects"
                            + " of S3 need. Use a folder on another disk.");
        }
    }

    /** Held until this process ends, however it does. */
    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                onlyForItsUser(path.resolve(LOCK), "rw-------");
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // By this process itself.
        }
        channel.close();
        throw new StateException(Fault.IN_USE,
                "The state in " + path + " is in use by another local cloud. Stop that one, or use another folder.", null);
    }

    private static void onlyForItsUser(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        return e.getClass().getSimpleName().replaceFirst("Exception$", "") + " (" + text + ")";
    }

    @Override
    public void close() {
        FileChannel held = lock;
        lock = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // Its process is about to end, which frees it too.
        }
    }
}
