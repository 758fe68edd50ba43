package dev.rolecall.cloud.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Values by key. */
final class KeptEntries<V> implements Kept {
    private final String name;
    private final Supplier<? extends Map<String, V>> present;
    private final Map<String, V> written;
    private final Map<String, V> changed = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    /** @param written what is on disk */
    KeptEntries(String name, Supplier<? extends Map<String, V>> present, Map<String, V> written) {
        this.name = name;
        this.present = present;
        this.written = new HashMap<>(written);
    }

    @Override
    public List<Write> unwritten() {
        changed.clear();
        gone.clear();
        Map<String, V> now = present.get();
        int known = 0;
        for (Map.Entry<String, V> entry : now.entrySet()) {
            V before = written.get(entry.getKey());
            if (before != null) {
                known++;
            }
            if (before == null || !before.equals(entry.getValue())) {
                changed.put(entry.getKey(), entry.getValue());
            }
        }
        if (known < written.size()) {
            // By exact key: a map may take two keys for one.
            gone.addAll(written.keySet());
            gone.removeAll(new HashSet<>(now.keySet()));
        }
        List<Write> writes = new ArrayList<>();
        gone.forEach(key -> writes.add(new Write.Remove(name, key)));
        changed.forEach((key, value) -> writes.add(new Write.Put(name, key, value)));
        return writes;
    }

    @Override
    public void written() {
        written.keySet().removeAll(gone);
        written.putAll(changed);
    }
}
