package dev.rolecall.cloud.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What only grows, numbered; the oldest goes where there is too much. */
final class KeptNewest<V> implements Kept {
    private final String name;
    private final Supplier<List<V>> added;
    private final int most;
    private final List<V> waiting = new ArrayList<>();
    private long first;
    private long next;
    private int asked;

    /**
     * @param first the number of the oldest on disk
     * @param next  the number after the newest one's
     */
    KeptNewest(String name, Supplier<List<V>> added, int most, long first, long next) {
        this.name = name;
        this.added = added;
        this.most = most;
        this.first = first;
        this.next = next;
    }

    static String key(long number) {
        return "%016x".formatted(number);
    }

    static long number(String key) {
        return Long.parseLong(key, 16);
    }

    @Override
    public List<Write> unwritten() {
        waiting.addAll(added.get());
        asked = waiting.size();
        List<Write> writes = new ArrayList<>();
        long number = next;
        for (V value : waiting) {
            writes.add(new Write.Put(name, key(number++), value));
        }
        for (long old = first; old < number - most; old++) {
            writes.add(new Write.Remove(name, key(old)));
        }
        return writes;
    }

    @Override
    public void written() {
        next += asked;
        first = Math.max(first, next - most);
        waiting.clear();
        asked = 0;
    }
}
