package dev.rolecall.cloud.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;

/**
 * Log streams, and what is written to them.
 *
 * @param groups finds a group, or fails as AWS does
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
record StreamOperations(LogStreams streams, Function<String, LogGroup> groups, String arnPrefix) {
    private static final int LARGEST_PAGE = 50;
    private static final int MOST_EVENTS = 10_000;
    private static final int LARGEST_BATCH = 1_048_576;
    private static final Duration LONGEST_BATCH = Duration.ofHours(24);
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final String GROUP = "logGroupName";
    private static final String STREAM = "logStreamName";

    List<Operation> operations(AuthorizationMap map, ResourceKinds<Invocation> kinds) {
        EventQueries queries = new EventQueries(streams, groups);
        return List.of(map.operation("CreateLogStream", kinds, this::create), map.operation("DeleteLogStream", kinds, this::delete),
                map.operation("DescribeLogStreams", kinds, this::describe), map.operation("PutLogEvents", kinds, this::put),
                map.operation("GetLogEvents", kinds, queries::get), map.operation("FilterLogEvents", kinds, queries::filter));
    }

    private ObjectNode create(Invocation call) {
        call.parameters().takesOnly("CreateLogStream", GROUP, STREAM);
        LogStream.Key key = key(call.parameters());
        if (!key.name().matches("[^:*]{1,512}")) {
            throw AwsException.validation("1 validation error detected: Value '" + key.name()
                    + "' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*");
        }
        LogGroup _ = groups.apply(key.group());
        streams.create(key, call.now());
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode delete(Invocation call) {
        LogStream.Key key = key(call.parameters());
        LogGroup _ = groups.apply(key.group());
        streams.delete(key);
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode describe(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("DescribeLogStreams", "descending", "limit", GROUP, "logStreamNamePrefix", "nextToken", "orderBy");
        String prefix = parameters.optional("logStreamNamePrefix").orElse("");
        boolean byTime = parameters.optional("orderBy").orElse("LogStreamName").equals("LastEventTime");
        if (byTime && !prefix.isEmpty()) {
            throw AwsException.validation("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        LogGroup group = groups.apply(parameters.required(GROUP));
        Comparator<LogStream> order = byTime
                ? Comparator.comparingLong(LogStream::lastEvent)
                : Comparator.comparing(stream -> stream.key().name());
        List<LogStream> found = streams.of(group.name()).stream().filter(stream -> stream.key().name().startsWith(prefix))
                .sorted(parameters.flag("descending") ? order.reversed() : order).toList();
        Page<LogStream> page = Page.of(found, parameters.optional("nextToken"),
                Page.size(parameters, "limit", LARGEST_PAGE, LARGEST_PAGE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("logStreams");
        page.items().forEach(stream -> list.add(stream.node(arnPrefix + group.name() + ":log-stream:" + stream.key().name())));
        page.next().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    /** What is too old, too new or expired is left out, and the answer says so. */
    private ObjectNode put(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("PutLogEvents", "logEvents", GROUP, STREAM, "sequenceToken");
        LogStream.Key key = key(parameters);
        LogGroup group = groups.apply(key.group());
        LogStream _ = streams.find(key);
        List<LogEvent> events = events(parameters, call);
        long now = call.now().toEpochMilli();
        int tooOld = (int) events.stream().takeWhile(event -> event.timestamp() < now - OLDEST.toMillis()).count();
        int expired = (int) events.stream().takeWhile(event -> event.timestamp() < LogStreams.oldest(group, call.now())).count();
        int tooNew = (int) events.stream().takeWhile(event -> event.timestamp() <= now + NEWEST.toMillis()).count();
        streams.put(key, events.subList(Math.min(Math.max(tooOld, expired), tooNew), tooNew), call.now());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode rejected = JsonNodeFactory.instance.objectNode();
        rejects(rejected, "tooOldLogEventEndIndex", tooOld, tooOld > 0);
        rejects(rejected, "expiredLogEventEndIndex", expired, expired > 0);
        rejects(rejected, "tooNewLogEventStartIndex", tooNew, tooNew < events.size());
        if (!rejected.isEmpty()) {
            answer.set("rejectedLogEventsInfo", rejected);
        }
        return answer;
    }

    private static void rejects(ObjectNode rejected, String member, int index, boolean any) {
        if (any) {
            rejected.put(member, index);
        }
    }

    private List<LogEvent> events(Parameters parameters, Invocation call) {
        List<LogEvent> events = new ArrayList<>();
        int bytes = 0;
        for (Parameters given : parameters.structures("logEvents")) {
            LogEvent event = streams.event(EventQueries.millis(given, "timestamp").orElseThrow(
                    () -> AwsException.validation("The parameter timestamp is required.")), given.required("message"), call.now());
            if (!events.isEmpty() && event.timestamp() < events.getLast().timestamp()) {
                throw AwsException.validation("Log events in a single PutLogEvents request must be in chronological order.");
            }
            bytes += event.size();
            events.add(event);
        }
        if (events.isEmpty() || events.size() > MOST_EVENTS) {
            throw AwsException.validation("A batch of log events has 1 to " + MOST_EVENTS + " of them.");
        }
        if (bytes > LARGEST_BATCH) {
            throw AwsException.validation("Upload too large: " + bytes + " bytes exceeds limit of " + LARGEST_BATCH);
        }
        if (events.getLast().timestamp() - events.getFirst().timestamp() > LONGEST_BATCH.toMillis()) {
            throw AwsException.validation("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
        return events;
    }

    static LogStream.Key key(Parameters parameters) {
        return new LogStream.Key(parameters.required(GROUP), parameters.required(STREAM));
    }
}
