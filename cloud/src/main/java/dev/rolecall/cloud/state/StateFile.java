package dev.rolecall.cloud.state;

import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
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
    static final String MARK = "state";
    private static final String BEGUN = "begun";
    /**
     * How long space that is free is left alone, in milliseconds: some times longer than it takes until what no longer needs it is on the
     * disk. The library follows its writes from one to the next, and finds none behind one that is gone.
     */
    private static final int RETENTION = 10_000;
    private static final int FILL = 60;
    private static final int REWRITTEN = 1024 * 1024;
    private static final int WRITES_BETWEEN_TIDYING = 64;
    private static final int TIDYING_AT_THE_END = 200;

    private final Path path;
    private volatile @Nullable Opened opened;
    private int writes;

    /** The library's file, which keeps what it was when it was forced to the disk last. */
    private static final class Opened {
        private final MVStore store;
        private MVStore.TxCounter forced;

        Opened(MVStore store) {
            this.store = store;
            this.forced = store.registerVersionUsage();
        }

        synchronized void force() {
            MVStore.TxCounter now = store.registerVersionUsage();
            store.sync();
            store.deregisterVersionUsage(forced);
            forced = now;
        }

        synchronized void close() {
            store.deregisterVersionUsage(forced);
            store.close(TIDYING_AT_THE_END);
        }
    }

    private StateFile(Path path) {
        this.path = path;
    }

    /** A file that exists, maybe without anything in it yet. */
    static StateFile open(Path path, boolean isNew) {
        StateFile file = new StateFile(path);
        if (isNew) {
            file.store();
            return file;
        }
        if (!isBegun(path)) {
            throw damaged(path);
        }
        try {
            file.store();
        } catch (MVStoreException e) {
            throw damaged(path);
        }
        return file;
    }

    /** Whether anything was ever written. */
    static boolean isBegun(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (MVStore store = builder(path).readOnly().open()) {
            return map(store, MARK).containsKey(BEGUN);
        } catch (MVStoreException | NonWritableChannelException e) {
            // Empty, or none of the library's.
            return false;
        }
    }

    static MVStore.Builder builder(Path path) {
        return new MVStore.Builder().fileName(path.toString()).autoCommitDisabled().autoCommitBufferSize(0).compress();
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
        Opened open = opened;
        if (open == null) {
            open = new Opened(builder(path).open());
            open.store.setRetentionTime(RETENTION);
            opened = open;
        }
        return open.store;
    }

    /**
     * Waits until all that was written is on the disk, where a loss of power leaves it. To be called by one thread at a time, beside
     * writes, and never interrupted, which would close the file.
     */
    void force() {
        Opened open = opened;
        if (open == null) {
            return;
        }
        try {
            open.force();
        } catch (MVStoreException e) {
            // Given up in the meantime. What is written next is forced again.
            return;
        }
    }

    static MVMap<String, byte[]> map(MVStore store, String name) {
        return store.openMap(name,
                new MVMap.Builder<String, byte[]>().keyType(StringDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    private void abandon() {
        Opened broken = opened;
        opened = null;
        if (broken != null) {
            broken.store.closeImmediately();
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
        Opened open = opened;
        opened = null;
        if (open != null) {
            try {
                open.close();
            } catch (MVStoreException e) {
                open.store.closeImmediately();
            }
        }
    }
}
