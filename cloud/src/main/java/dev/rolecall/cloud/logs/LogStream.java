package dev.rolecall.cloud.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log stream with the newest of its events: those beyond {@link #KEPT_BYTES} are gone, as if they had expired.
 *
 * @param events   in order
 * @param ingested when the last event came; empty where none did
 */
record LogStream(Key key, Instant created, List<LogEvent> events, Optional<Instant> ingested) {
    /** As AWS counts events. */
    static final int KEPT_BYTES = 256 * 1024;

    LogStream {
        events = List.copyOf(events);
    }

    /** A name within a group. */
    record Key(String group, String name) {}

    LogStream with(List<LogEvent> more, Instant now) {
        List<LogEvent> all = new ArrayList<>(events);
        all.addAll(more);
        all.sort(LogEvent.ORDER);
        int bytes = 0;
        int from = all.size();
        while (from > 0 && bytes + all.get(from - 1).size() <= KEPT_BYTES) {
            from--;
            bytes += all.get(from).size();
        }
        // The newest stays, however long it is.
        int first = Math.min(from, all.size() - 1);
        return new LogStream(key, created, all.subList(Math.max(first, 0), all.size()), more.isEmpty() ? ingested : Optional.of(now));
    }

    LogStream emptied() {
        return new LogStream(key, created, List.of(), ingested);
    }

    /** When the last event that is kept happened, or else the stream began. */
    long lastEvent() {
        return events.isEmpty() ? created.toEpochMilli() : events.getLast().timestamp();
    }

    ObjectNode node(String arn) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("logStreamName", key.name())
                .put("creationTime", created.toEpochMilli()).put("arn", arn).put("storedBytes", 0);
        if (!events.isEmpty()) {
            node.put("firstEventTimestamp", events.getFirst().timestamp()).put("lastEventTimestamp", events.getLast().timestamp());
        }
        ingested.ifPresent(time -> node.put("lastIngestionTime", time.toEpochMilli()));
        return node;
    }
}
