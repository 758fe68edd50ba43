package dev.rolecall.cloud.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A state that looks at what is named here under a monitor. */
record Guarded(DurableState state, Object monitor) implements State {

    @Override
    public boolean isNew() {
        return state.isNew();
    }

    @Override
    public <V> void keep(String name, ConcurrentMap<String, V> map, Class<V> type) {
        state.keep(monitor, name, map, type);
    }

    @Override
    public <V> void keep(String name, Class<V> type, Supplier<Map<String, V>> present, Consumer<Map<String, V>> restore) {
        state.keep(monitor, name, type, present, restore);
    }

    @Override
    public <V> void keepNewest(String name, Class<V> type, Supplier<List<V>> added, int most, Consumer<List<V>> restore) {
        state.keepNewest(monitor, name, type, added, most, restore);
    }

    @Override
    public State guardedBy(Object other) {
        return state.guardedBy(other);
    }

    @Override
    public Optional<Path> folder(String name) {
        return state.folder(name);
    }

    @Override
    public void begin() {
        state.begin();
    }

    @Override
    public void save() {
        state.save();
    }

    @Override
    public void close() {
        state.close();
    }
}
