package dev.rolecall.cloud.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.state.State;

/**
 * The streams of all groups, in memory: of each the newest 256 KiB, and of a group's streams those that were written to last. So a group has
 * at most 16 MiB; events that are gone have expired before their time. A state keeps the newest events of all groups together.
 */
final class LogStreams {
    /** How many streams of a group have events. */
    static final int KEPT_STREAMS = 64;
    private static final Comparator<LogStream> BY_INGESTION = Comparator.comparing((LogStream stream) -> stream.ingested().orElseThrow())
            .reversed();

    /** How many events a state keeps. */
    private static final int LASTING_EVENTS = 10_000;

    private final Map<LogStream.Key, LogStream> streams = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    /** What a state has not asked for yet; nothing where there is none. */
    private final List<Written> unkept = new ArrayList<>();
    private boolean kept;

    /** An event, and where it was written. */
    record Written(LogStream.Key stream, LogEvent event) {}

    void keepIn(State state) {
        kept = !state.equals(State.none());
        state.keep("logs/streams", LogStream.Kept.class,
                () -> streams.values().stream().collect(Collectors.toMap(stream -> stream.key().text(), LogStream::kept)),
                stored -> stored.values().forEach(stream -> streams.put(stream.key(), stream.stream())));
        state.keepNewest("logs/events", Written.class, this::added, LASTING_EVENTS, this::restore);
    }

    private List<Written> added() {
        synchronized (unkept) {
            List<Written> all = List.copyOf(unkept);
            unkept.clear();
            return all;
        }
    }

    /** A stream may have gone since, and another of its name have come. */
    private void restore(List<Written> stored) {
        stored.stream().collect(Collectors.groupingBy(Written::stream)).forEach((key, written) -> streams.computeIfPresent(key,
                (_, stream) -> stream.with(written.stream().map(Written::event)
                        .filter(event -> event.ingested() >= stream.created().toEpochMilli()).toList(), stream.ingested())));
        numbers.set(stored.stream().mapToLong(written -> written.event().number()).max().orElse(0));
    }

    void create(LogStream.Key key, Instant now) {
        if (streams.putIfAbsent(key, new LogStream(key, now, List.of(), Optional.empty())) != null) {
            throw new AwsException("ResourceAlreadyExistsException", 400, "The specified log stream already exists");
        }
    }

    void delete(LogStream.Key key) {
        if (streams.remove(key) == null) {
            throw absent();
        }
    }

    void deleteAllOf(String group) {
        streams.keySet().removeIf(key -> key.group().equals(group));
    }

    LogStream find(LogStream.Key key) {
        return Optional.ofNullable(streams.get(key)).orElseThrow(LogStreams::absent);
    }

    /** By name. */
    List<LogStream> of(String group) {
        return streams.values().stream().filter(stream -> stream.key().group().equals(group))
                .sorted(Comparator.comparing(stream -> stream.key().name())).toList();
    }

    void put(LogStream.Key key, List<LogEvent> events, Instant now) {
        if (streams.computeIfPresent(key, (_, stream) -> stream.with(events, Optional.of(now))) == null) {
            throw absent();
        }
        if (kept) {
            synchronized (unkept) {
                events.forEach(event -> unkept.add(new Written(key, event)));
            }
        }
        of(key.group()).stream().filter(stream -> !stream.events().isEmpty()).sorted(BY_INGESTION).skip(KEPT_STREAMS)
                .forEach(old -> streams.computeIfPresent(old.key(), (_, stream) -> stream.emptied()));
    }

    LogEvent event(long timestamp, String message, Instant now) {
        return new LogEvent(numbers.incrementAndGet(), timestamp, now.toEpochMilli(), message);
    }

    /** Those that the group still keeps. */
    static List<LogEvent> kept(LogStream stream, LogGroup group, Instant now) {
        long oldest = oldest(group, now);
        return stream.events().stream().filter(event -> event.timestamp() >= oldest).toList();
    }

    /** What is older has expired. */
    static long oldest(LogGroup group, Instant now) {
        return group.retentionDays().map(days -> now.minus(Duration.ofDays(days)).toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    static AwsException absent() {
        return new AwsException("ResourceNotFoundException", 400, "The specified log stream does not exist.");
    }
}
