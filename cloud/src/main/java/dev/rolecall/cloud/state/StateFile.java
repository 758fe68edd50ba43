package dev.rolecall.cloud.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

import dev.rolecall.cloud.state.StateException.Fault;

/**
 * Maps of bytes in one file that is only ever appended to: what was written last is found again, or what was written before it. A file that
 * was cut off is as it was at an earlier write.
 */
final class StateFile implements AutoCloseable {
    /** In this map is at least one entry from the first write on. */
    private static final String MARK = "state";
    private static final String BEGUN = "begun";
    /**
     * How long space that is free is left alone, in milliseconds: an operating system that loses its power may have written later things
     * before earlier ones.
     */
    private static final int RETENTION = 1_000;
    private static final int FILL = 60;
    private static final int REWRITTEN = 1024 * 1024;
    private static final int WRITES_BETWEEN_TIDYING = 64;
    private static final int TIDYING_AT_THE_END = 200;

    private final Path path;
    private @Nullable MVStore store;
    private int writes;

    private StateFile(Path path) {
        this.path = path;
    }

    /** A file that exists, maybe without anything in it yet. */
    static StateFile open(Path path, boolean isNew) {
        StateFile file = new StateFile(path);
        try {
            if (!isNew && !map(file.store(), MARK).containsKey(BEGUN)) {
                file.close();
                throw damaged(path);
            }
            file.store();
        } catch (MVStoreException e) {
            throw damaged(path);
        }
        return file;
    }

    private static StateException damaged(Path path) {
        return StateException.unsuitable("The state in " + path.getParent() + " cannot be read: its file " + path.getFileName()
                + " is damaged. Use a copy of the folder, or another folder.");
    }

    Map<String, byte[]> read(String map) {
        try {
            return new TreeMap<>(map(store(), map));
        } catch (MVStoreException e) {
            throw damaged(path);
        }
    }

    /**
     * Writes all of it or nothing.
     *
     * @throws StateException where the disk refuses; the next call tries anew
     */
    void write(List<Write> changes) {
        List<Encoded> encoded = changes.stream().map(Encoded::of).toList();
        // The library's file is closed by an interrupt. Whoever was interrupted finds that out afterwards.
        boolean interrupted = Thread.interrupted();
        try {
            writeOnce(encoded);
        } catch (RuntimeException first) {
            // The library gives a file up at the first error. What was written before is in it.
            abandon();
            interrupted |= Thread.interrupted();
            writeAgain(encoded);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A change as it will be on disk, before anything is touched. */
    private record Encoded(Write change, Optional<byte[]> bytes) {
        static Encoded of(Write change) {
            return new Encoded(change, switch (change) {
                case Write.Put put -> Optional.of(Codec.bytes(put.value()));
                case Write.Remove _ -> Optional.empty();
            });
        }

        void in(MVMap<String, byte[]> map) {
            bytes.ifPresentOrElse(value -> map.put(change.key(), value), () -> map.remove(change.key()));
        }
    }

    private void writeAgain(List<Encoded> changes) {
        try {
            writeOnce(changes);
        } catch (RuntimeException e) {
            abandon();
            throw new StateException(Fault.NOT_WRITABLE, "The state in " + path.getParent() + " cannot be written: " + reason(e) + ".", e);
        }
    }

    private void writeOnce(List<Encoded> changes) {
        MVStore open = store();
        changes.forEach(change -> change.in(map(open, change.change().map())));
        MVMap<String, byte[]> mark = map(open, MARK);
        if (!mark.containsKey(BEGUN)) {
            mark.put(BEGUN, new byte[]{1});
        }
        open.commit();
        if (++writes % WRITES_BETWEEN_TIDYING == 0) {
            open.compact(FILL, REWRITTEN);
        }
    }

    private MVStore store() {
        MVStore open = store;
        if (open == null) {
            open = new MVStore.Builder().fileName(path.toString()).autoCommitDisabled().autoCommitBufferSize(0).compress().open();
            open.setRetentionTime(RETENTION);
            store = open;
        }
        return open;
    }

    private static MVMap<String, byte[]> map(MVStore store, String name) {
        return store.openMap(name,
                new MVMap.Builder<String, byte[]>().keyType(StringDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    private void abandon() {
        MVStore broken = store;
        store = null;
        if (broken != null) {
            broken.closeImmediately();
        }
    }

    private static String reason(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    }

    @Override
    public void close() {
        MVStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close(TIDYING_AT_THE_END);
            } catch (MVStoreException e) {
                open.closeImmediately();
            }
        }
    }
}
