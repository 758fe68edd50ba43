package dev.rolecall.cloud.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.rolecall.cloud.api.AwsException;

/**
 * The streams of all groups, in memory: of each the newest 256 KiB, and of a group's streams those that were written to last. So a group has
 * at most 16 MiB; events that are gone have expired before their time.
 */
final class LogStreams {
    /** How many streams of a group have events. */
    static final int KEPT_STREAMS = 64;
    private static final Comparator<LogStream> BY_INGESTION = Comparator.comparing((LogStream stream) -> stream.ingested().orElseThrow())
            .reversed();

    private final Map<LogStream.Key, LogStream> streams = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

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
        if (streams.computeIfPresent(key, (_, stream) -> stream.with(events, now)) == null) {
            throw absent();
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
