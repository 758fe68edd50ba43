package dev.rolecall.cloud.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** No state at all. */
enum Forgetful implements State {
    STATE;

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public <V> void keep(String name, ConcurrentMap<String, V> map, Class<V> type) {}

    @Override
    public <V> void keep(String name, Class<V> type, Supplier<Map<String, V>> present, Consumer<Map<String, V>> restore) {}

    @Override
    public <V> void keepNewest(String name, Class<V> type, Supplier<List<V>> added, int most, Consumer<List<V>> restore) {}

    @Override
    public State guardedBy(Object monitor) {
        return this;
    }

    @Override
    public Optional<Path> folder(String name) {
        return Optional.empty();
    }

    @Override
    public void begin() {}

    @Override
    public void save() {}

    @Override
    public void close() {}
}
