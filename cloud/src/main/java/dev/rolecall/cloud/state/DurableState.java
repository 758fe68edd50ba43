package dev.rolecall.cloud.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import tools.jackson.core.JacksonException;

import dev.rolecall.cloud.state.StateException.Fault;
import dev.rolecall.cloud.template.TemplateException;
import dev.rolecall.iam.MalformedPolicyException;

/** A state in a folder. Saves that come while one is written wait, and are then written together. */
public final class DurableState implements State {
    private final StateFolder folder;
    private final StateFile file;
    private final Forcing forcing;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final AtomicLong asked = new AtomicLong();
    /** By the monitor that they are looked at under, one after the other. */
    private final Map<Object, List<Kept>> parts = new LinkedHashMap<>();
    private long saved;
    private boolean begun;
    private boolean closed;

    private DurableState(StateFolder folder, StateFile file) {
        this.folder = folder;
        this.file = file;
        this.forcing = new Forcing(file);
    }

    /**
     * Opens the state in a folder, or begins one in a folder that is empty or not there yet.
     *
     * @throws StateException where that cannot be; then the folder is as it was
     */
    public static DurableState open(Path folder, String accountId, String region) {
        StateFolder opened = StateFolder.open(folder, accountId, region);
        try {
            return new DurableState(opened, StateFile.open(opened.file(), opened.isNew()));
        } catch (StateException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public boolean isNew() {
        return folder.isNew();
    }

    @Override
    public <V> void keep(String name, ConcurrentMap<String, V> map, Class<V> type) {
        keep(this, name, map, type);
    }

    @Override
    public <V> void keep(String name, Class<V> type, Supplier<Map<String, V>> present, Consumer<Map<String, V>> restore) {
        keep(this, name, type, present, restore);
    }

    @Override
    public <V> void keepNewest(String name, Class<V> type, Supplier<List<V>> added, int most, Consumer<List<V>> restore) {
        keepNewest(this, name, type, added, most, restore);
    }

    <V> void keep(Object monitor, String name, ConcurrentMap<String, V> map, Class<V> type) {
        Map<String, V> stored = read(name, type);
        map.putAll(stored);
        add(monitor, new KeptEntries<>(name, () -> map, stored));
    }

    <V> void keep(Object monitor, String name, Class<V> type, Supplier<Map<String, V>> present, Consumer<Map<String, V>> restore) {
        Map<String, V> stored = read(name, type);
        if (!stored.isEmpty()) {
            restore.accept(stored);
        }
        add(monitor, new KeptEntries<>(name, present, stored));
    }

    <V> void keepNewest(Object monitor, String name, Class<V> type, Supplier<List<V>> added, int most, Consumer<List<V>> restore) {
        Map<String, V> stored = read(name, type);
        if (!stored.isEmpty()) {
            restore.accept(List.copyOf(stored.values()));
        }
        List<String> keys = List.copyOf(stored.keySet());
        add(monitor, keys.isEmpty()
                ? new KeptNewest<>(name, added, most, 0, 0)
                : new KeptNewest<>(name, added, most, KeptNewest.number(keys.getFirst()), KeptNewest.number(keys.getLast()) + 1));
    }

    private void add(Object monitor, Kept kept) {
        writing.lock();
        try {
            parts.computeIfAbsent(monitor, _ -> new ArrayList<>()).add(kept);
        } finally {
            writing.unlock();
        }
    }

    private <V> Map<String, V> read(String name, Class<V> type) {
        Map<String, V> values = new LinkedHashMap<>();
        file.read(name).forEach((key, bytes) -> {
            try {
                values.put(key, Codec.value(bytes, type));
            } catch (JacksonException | MalformedPolicyException | TemplateException e) {
                // Without what the reader says, which quotes what it has read.
                throw StateException.unsuitable("The state in " + folder.path() + " has a value under " + name
                        + " that this version does not read. Use the version that made it, or another folder.");
            }
        });
        return values;
    }

    @Override
    public State guardedBy(Object monitor) {
        return new Guarded(this, monitor);
    }

    @Override
    public Optional<Path> folder(String name) {
        return Optional.of(folder.folder(name));
    }

    @Override
    public void begin() {
        writing.lock();
        try {
            begun = true;
            write(folder.isNew());
            if (folder.isNew()) {
                file.force();
                folder.made();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void save() {
        long mine = asked.incrementAndGet();
        writing.lock();
        try {
            if (closed) {
                throw new StateException(Fault.NOT_WRITABLE, "The local cloud is stopping.", null);
            }
            if (begun && saved < mine) {
                long all = asked.get();
                write(false);
                saved = all;
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(boolean evenNothing) {
        List<Write> changes = new ArrayList<>();
        parts.forEach((monitor, guarded) -> {
            synchronized (monitor) {
                guarded.forEach(kept -> changes.addAll(kept.unwritten()));
            }
        });
        if (!changes.isEmpty() || evenNothing) {
            file.write(changes);
            forcing.written();
            parts.values().forEach(guarded -> guarded.forEach(Kept::written));
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                if (begun) {
                    write(false);
                }
            }
        } finally {
            forcing.close();
            file.close();
            folder.close();
            writing.unlock();
        }
    }
}
