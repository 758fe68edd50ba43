package dev.rolecall.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;

/**
 * Reads what was logged.
 *
 * @param groups finds a group, or fails as AWS does
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
record EventQueries(LogStreams streams, Function<String, LogGroup> groups) {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_STREAMS = 100;
    /** Of the events of an answer, in bytes. */
    private static final int LARGEST_ANSWER = 1_048_576;
    private static final String NO_PLACE = "0".repeat(56);

    private record Found(String stream, LogEvent event) {}

    /** The newest, or from the head the oldest; its tokens lead on in both directions, and are the same again where nothing is left. */
    ObjectNode get(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("GetLogEvents", "endTime", "limit", "logGroupName", "logStreamName", "nextToken", "startFromHead", "startTime",
                "unmask");
        LogStream.Key key = StreamOperations.key(parameters);
        LogGroup group = groups.apply(key.group());
        Optional<String> token = parameters.optional("nextToken");
        if (token.isPresent() && !token.get().matches("[fb]/\\d{56}/s")) {
            throw AwsException.validation("The specified nextToken is invalid.");
        }
        String place = token.map(text -> text.substring(2, 58)).orElse("");
        boolean forward = token.map(text -> text.startsWith("f")).orElse(parameters.flag("startFromHead"));
        List<LogEvent> candidates = LogStreams.kept(streams.find(key), group, call.now()).stream().filter(within(parameters))
                .filter(event -> place.isEmpty() || (forward ? event.place().compareTo(place) > 0 : event.place().compareTo(place) < 0))
                .toList();
        List<LogEvent> page = cut(forward ? candidates : candidates.reversed(),
                Page.size(parameters, "limit", MOST_EVENTS, MOST_EVENTS), LogEvent::size);
        List<LogEvent> events = forward ? page : page.reversed();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("events");
        events.forEach(event -> list.add(event.node()));
        String here = place.isEmpty() ? NO_PLACE : place;
        return answer.put("nextForwardToken", "f/" + (events.isEmpty() ? here : events.getLast().place()) + "/s")
                .put("nextBackwardToken", "b/" + (events.isEmpty() ? here : events.getFirst().place()) + "/s");
    }

    ObjectNode filter(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("FilterLogEvents", "endTime", "filterPattern", "interleaved", "limit", "logGroupName", "logStreamNamePrefix",
                "logStreamNames", "nextToken", "startTime", "unmask");
        LogGroup group = groups.apply(parameters.required("logGroupName"));
        FilterPattern pattern = FilterPattern.of(parameters.optional("filterPattern").orElse(""));
        List<Found> all = named(parameters, group).stream()
                .flatMap(stream -> LogStreams.kept(stream, group, call.now()).stream().filter(within(parameters))
                        .filter(event -> pattern.test(event.message())).map(event -> new Found(stream.key().name(), event)))
                .sorted((left, right) -> LogEvent.ORDER.compare(left.event(), right.event())).toList();
        Page<Found> page = Page.of(all, parameters.optional("nextToken"), Page.size(parameters, "limit", MOST_EVENTS, MOST_EVENTS));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("events");
        page.items().forEach(found -> list.add(found.event().found(found.stream())));
        answer.putArray("searchedLogStreams");
        page.next().ifPresent(next -> answer.put("nextToken", next));
        return answer;
    }

    private List<LogStream> named(Parameters parameters, LogGroup group) {
        List<String> names = parameters.strings("logStreamNames");
        String prefix = parameters.optional("logStreamNamePrefix").orElse("");
        if (!names.isEmpty() && !prefix.isEmpty()) {
            throw AwsException.validation("logStreamNamePrefix and logStreamNames are mutually exclusive parameters.");
        }
        if (names.size() > MOST_STREAMS) {
            throw AwsException.validation("At most " + MOST_STREAMS + " log streams can be named.");
        }
        return names.isEmpty()
                ? streams.of(group.name()).stream().filter(stream -> stream.key().name().startsWith(prefix)).toList()
                : names.stream().map(name -> streams.find(new LogStream.Key(group.name(), name))).toList();
    }

    /** From the start on, and before the end. */
    private static Predicate<LogEvent> within(Parameters parameters) {
        long from = millis(parameters, "startTime").orElse(Long.MIN_VALUE);
        long to = millis(parameters, "endTime").orElse(Long.MAX_VALUE);
        return event -> event.timestamp() >= from && event.timestamp() < to;
    }

    private static <T> List<T> cut(List<T> items, int most, Function<T, Integer> size) {
        List<T> page = new ArrayList<>();
        int bytes = 0;
        for (T item : items) {
            bytes += size.apply(item);
            if (page.size() == most || (bytes > LARGEST_ANSWER && !page.isEmpty())) {
                break;
            }
            page.add(item);
        }
        return page;
    }

    static Optional<Long> millis(Parameters parameters, String member) {
        return parameters.optional(member).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw AwsException.validation("The parameter " + member + " must be a whole number of milliseconds.");
            }
        });
    }
}
