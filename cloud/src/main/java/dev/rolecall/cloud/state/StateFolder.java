package dev.rolecall.cloud.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.state.StateException.Fault;

/**
 * The folder that a state is in: for its user only, used by one process at a time, and never one of something else. It is a state from the
 * moment on when the first write is in its file; what is there without it was begun and not finished, and is begun anew.
 */
final class StateFolder implements AutoCloseable {
    private static final String LOCK = "rolecall.lock";
    private static final String FILE = "state.mv";
    private static final String IGNORED = ".gitignore";
    /** What a state has in folders; in one of them clients keep what is theirs. */
    private static final Set<String> FOLDERS = Set.of("code", "instances", "objects", "objects-unwritten", "client");
    /** What can be there before it is a state. */
    private static final Set<String> BEGINNING = Stream.concat(FOLDERS.stream(), Stream.of(LOCK, FILE, IGNORED, About.UNFINISHED))
            .collect(Collectors.toUnmodifiableSet());

    private final Path path;
    private final About about;
    private final Optional<Path> created;
    private final boolean isNew;
    private boolean made;
    private @Nullable FileChannel lock;

    /** @param created the outermost folder that was not there before */
    private StateFolder(Path path, About about, Optional<Path> created, boolean isNew, FileChannel lock) {
        this.path = path;
        this.about = about;
        this.created = created;
        this.isNew = isNew;
        this.made = !isNew;
        this.lock = lock;
    }

    /**
     * Opens or makes one.
     *
     * @throws StateException where it is not one of this account and region, or used by another; then nothing has changed
     */
    static StateFolder open(Path folder, String account, String region) {
        Path path = folder.toAbsolutePath().normalize();
        About about = About.of(account, region);
        Optional<Path> created = Optional.empty();
        try {
            boolean described = about.isIn(path);
            if (!described) {
                checkThatNothingElseIsIn(path);
                created = outermostMissing(path);
                Files.createDirectories(path);
            }
            // Closed with the folder; where anything fails until then, with this process.
            FileChannel lock = lock(path);
            onlyForItsUser(path, "rwx------");
            boolean isNew = !described && !StateFile.isBegun(path.resolve(FILE));
            StateFolder opened = new StateFolder(path, about, created, isNew, lock);
            opened.prepare(described);
            return opened;
        } catch (IOException e) {
            removeIfEmpty(path, created);
            throw StateException.refused("The folder " + path + " cannot be used for a state", e);
        }
    }

    private void prepare(boolean described) throws IOException {
        try {
            if (isNew) {
                begin();
            } else {
                ObjectAttributes.check(file(), path.resolve("objects"));
            }
            if (!isNew && !described) {
                // It was killed between its first write and this.
                made();
            }
        } catch (IOException | StateException e) {
            close();
            throw e;
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
        if (!FOLDERS.contains(name)) {
            throw new IllegalArgumentException("A state has no folder " + name);
        }
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw StateException.refused("The folder " + path.resolve(name) + " cannot be made", e);
        }
    }

    /** From now on it is a state. */
    void made() {
        made = true;
        try {
            about.writeIn(path);
        } catch (IOException e) {
            throw StateException.refused("The state in " + path + " cannot be written", e);
        }
    }

    private static void checkThatNothingElseIsIn(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw StateException.unsuitable(path + " is a file, and a state is a folder. Use another folder.");
        }
        Set<String> others = names(path);
        boolean begun = others.contains(LOCK);
        others.removeIf(name -> begun && BEGINNING.contains(name));
        if (!others.isEmpty()) {
            throw StateException.unsuitable("The folder " + path + " is not empty and holds no state of a local cloud (there is "
                    + others.iterator().next() + "). Use another folder.");
        }
    }

    private static Set<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Optional<Path> outermostMissing(Path path) {
        return Stream.iterate(path, folder -> folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS), Path::getParent)
                .reduce((_, outer) -> outer);
    }

    private void begin() throws IOException {
        // Of a process that was killed before it had made the state.
        removeTheBeginning();
        Path file = Files.createFile(file());
        onlyForItsUser(file, "rw-------");
        ObjectAttributes.mark(file);
        // The test keys in it belong into no repository.
        Files.writeString(path.resolve(IGNORED), "*\n");
    }

    private void removeTheBeginning() {
        BEGINNING.stream().filter(name -> !name.equals(LOCK)).map(path::resolve).forEach(Folders::remove);
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

    static void onlyForItsUser(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** From the innermost folder to the outermost one, and none that somebody has put something into. */
    private static void removeIfEmpty(Path innermost, Optional<Path> outermost) {
        try {
            for (Path folder = innermost; folder != null && outermost.filter(folder::startsWith).isPresent(); folder = folder.getParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // Nothing of a cloud is in it, and the next one begins anew there.
            return;
        }
    }

    /** Lets another process have it. What is not a state by now is taken away. */
    @Override
    public void close() {
        FileChannel held = lock;
        lock = null;
        try {
            if (held != null) {
                if (!made) {
                    removeTheBeginning();
                    Files.deleteIfExists(path.resolve(LOCK));
                    removeIfEmpty(path, created);
                }
                held.close();
            }
        } catch (IOException | UncheckedIOException e) {
            // Its process is about to end, which frees it too.
        }
    }
}
