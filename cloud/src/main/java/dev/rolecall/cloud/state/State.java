package dev.rolecall.cloud.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What outlives a local cloud. Whoever holds values names them here once, when it is made: what is stored is put back at once, and from
 * {@link #begin} on every {@link #save} writes what has changed since, all of it or nothing.
 *
 * <p>Values are immutable: records of records, texts, numbers, times, {@code Optional}, lists, maps, sealed interfaces, JSON, policy
 * documents and secrets. They are stored by the names of their members; a stored value that does not fit its type is refused.
 *
 * <p>A save takes the monitors of {@link #guardedBy}, and those that a supplier of present values takes. Whoever holds one of them must not
 * save, or two of them would wait for each other.
 */
public interface State extends AutoCloseable {

    /** Keeps nothing: all is in memory only, and every operation costs nothing. */
    static State none() {
        return Forgetful.STATE;
    }

    /** Whether there is nothing yet to put back. */
    boolean isNew();

    /**
     * Keeps a map as it is. An entry is written again where its value is no longer equal to the one that was written.
     *
     * @param name of the map in the state, never used twice: {@code iam/users}
     */
    <V> void keep(String name, ConcurrentMap<String, V> map, Class<V> type);

    /**
     * Keeps what is no map of values itself.
     *
     * @param present what it is now, as values; asked at every save, so it should be quick
     * @param restore is given what was stored, once and before this returns; not called where nothing was
     */
    <V> void keep(String name, Class<V> type, Supplier<Map<String, V>> present, Consumer<Map<String, V>> restore);

    /**
     * Keeps the newest of what only grows.
     *
     * @param added   gives what was added since it was asked last
     * @param most    how many are kept
     * @param restore is given what was stored, the oldest first, once and before this returns
     */
    <V> void keepNewest(String name, Class<V> type, Supplier<List<V>> added, int most, Consumer<List<V>> restore);

    /**
     * The same state, but what is named here is looked at under the monitor: what is changed under it together is written together.
     * Monitors are taken one after the other, in the order in which something was named under them first.
     *
     * @param monitor an object that equals only itself
     */
    State guardedBy(Object monitor);

    /** A folder of the state for what is no value; empty where nothing is kept. */
    Optional<Path> folder(String name);

    /** All is named and, where the state is new, made. Writes it for the first time; before, nothing is written. */
    void begin();

    /**
     * Writes what has changed. When it returns, what the calling thread did before is kept, also where this process is killed.
     *
     * @throws StateException where it cannot be written, which the next save tries again, or is closed already
     */
    void save();

    /**
     * Writes what has changed, and from then on nothing. Closing twice does nothing more.
     *
     * @throws StateException where it cannot be written; it is closed nevertheless
     */
    @Override
    void close();
}
