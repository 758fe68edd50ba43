package dev.rolecall.cloud.logs;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log event.
 *
 * @param number    one higher for every event of the service, so that no two are at the same place
 * @param timestamp as whoever wrote it has it, in milliseconds since 1970
 * @param ingested  when it came, likewise
 */
record LogEvent(long number, long timestamp, long ingested, String message) {
    /** In the order of their time, those of the same time as they came. */
    static final Comparator<LogEvent> ORDER = Comparator.comparingLong(LogEvent::timestamp).thenComparingLong(LogEvent::number);
    /** What an event counts beside its text. */
    private static final int OVERHEAD = 26;

    /** As AWS counts it: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html. */
    int size() {
        return size(message);
    }

    static int size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
    }

    /** Where it is in its stream, as the digits of a token. */
    String place() {
        return String.format("%020d%036d", timestamp, number);
    }

    /** As GetLogEvents has it. */
    ObjectNode node() {
        return JsonNodeFactory.instance.objectNode().put("timestamp", timestamp).put("message", message).put("ingestionTime", ingested);
    }

    /** As FilterLogEvents has it. */
    ObjectNode found(String stream) {
        return node().put("logStreamName", stream).put("eventId", place());
    }
}
