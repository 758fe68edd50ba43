package dev.rolecall.cloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

import dev.rolecall.cloud.TestCloud;

/** Streams of a log group, through the AWS SDK. */
final class EventsAreKeptAndFoundTest {
    private static final String GROUP = "/lesson";

    private final TestCloud cloud = new TestCloud();
    private final CloudWatchLogsClient logs = cloud.logs(cloud.administrator());

    @BeforeEach
    void create() {
        logs.createLogGroup(request -> request.logGroupName(GROUP));
        logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("a"));
    }

    @AfterEach
    void stop() {
        logs.close();
        cloud.close();
    }

    @Test
    void whatIsWrittenIsReadInBothDirectionsPageByPage() {
        put("a", "1", "2", "3", "4", "5");
        GetLogEventsResponse newest = logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a").limit(2));
        assertThat(texts(newest)).containsExactly("4", "5");
        GetLogEventsResponse older = logs.getLogEvents(
                request -> request.logGroupName(GROUP).logStreamName("a").limit(2).nextToken(newest.nextBackwardToken()));
        assertThat(texts(older)).containsExactly("2", "3");
        GetLogEventsResponse head = logs
                .getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a").limit(4).startFromHead(true));
        assertThat(texts(head)).containsExactly("1", "2", "3", "4");
        GetLogEventsResponse rest = logs
                .getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a").nextToken(head.nextForwardToken()));
        assertThat(texts(rest)).containsExactly("5");
        GetLogEventsResponse end = logs
                .getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a").nextToken(rest.nextForwardToken()));
        assertThat(texts(end)).isEmpty();
        assertThat(end.nextForwardToken()).as("the same where nothing is left").isEqualTo(rest.nextForwardToken());
        put("a", "6");
        assertThat(texts(logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a").nextToken(end.nextForwardToken()))))
                .containsExactly("6");
        assertThatThrownBy(() -> logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a").nextToken("x")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 2 5", "'ERROR disk', 5", "'?ERROR ?WARN', 2 3 5", "'ERROR -disk', 2", "'\"disk full\"', 5", "'', 1 2 3 4 5",
            "error, ''"})
    void eventsAreFoundByTheirWordsOverAllStreams(String pattern, String found) {
        logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("b"));
        put("a", "INFO 1 ok", "ERROR 2 net", "WARN 3 slow");
        put("b", "INFO 4 ok", "ERROR 5 disk full");
        List<String> events = logs.filterLogEventsPaginator(request -> request.logGroupName(GROUP).limit(1)
                .filterPattern(pattern)).events().stream().map(FilteredLogEvent::message).map(text -> text.replaceAll("\\D", "")).toList();
        assertThat(String.join(" ", events)).isEqualTo(found);
    }

    @Test
    void eventsAreFoundByStreamAndTime() {
        logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("b/1"));
        long now = cloud.clock().instant().toEpochMilli();
        put("a", event(now - 1000, "old"), event(now, "new"));
        put("b/1", event(now, "other"));
        assertThat(logs.filterLogEvents(request -> request.logGroupName(GROUP).startTime(now)).events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("new", "other");
        assertThat(logs.filterLogEvents(request -> request.logGroupName(GROUP).endTime(now)).events())
                .extracting(FilteredLogEvent::message).containsExactly("old");
        assertThat(logs.filterLogEvents(request -> request.logGroupName(GROUP).logStreamNamePrefix("b/")).events()).singleElement()
                .satisfies(found -> assertThat(found.logStreamName()).isEqualTo("b/1"));
        assertThatThrownBy(() -> logs.filterLogEvents(request -> request.logGroupName(GROUP).filterPattern("{ $.a = 1 }")))
                .isInstanceOf(InvalidParameterException.class).hasMessageContaining("patterns of words only");
    }

    @Test
    void streamsAreListedByNameOrByTheirLastEvent() {
        for (String name : List.of("c", "b")) {
            logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName(name));
            cloud.advance(Duration.ofSeconds(1));
            put(name, name);
        }
        assertThat(logs.describeLogStreamsPaginator(request -> request.logGroupName(GROUP).limit(1)).logStreams())
                .extracting(LogStream::logStreamName).containsExactly("a", "b", "c");
        assertThat(logs.describeLogStreams(request -> request.logGroupName(GROUP).orderBy(OrderBy.LAST_EVENT_TIME).descending(true))
                .logStreams()).extracting(LogStream::logStreamName).containsExactly("b", "c", "a");
        assertThat(logs.describeLogStreams(request -> request.logGroupName(GROUP).logStreamNamePrefix("c")).logStreams()).singleElement()
                .satisfies(stream -> {
                    assertThat(stream.arn()).isEqualTo("arn:aws:logs:us-east-1:" + TestCloud.ACCOUNT + ":log-group:/lesson:log-stream:c");
                    assertThat(stream.firstEventTimestamp()).isEqualTo(stream.lastEventTimestamp()).isNotNull();
                });
        assertThatThrownBy(() -> logs.describeLogStreams(
                request -> request.logGroupName(GROUP).orderBy(OrderBy.LAST_EVENT_TIME).logStreamNamePrefix("c")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void whatIsTooOldOrTooNewIsLeftOutAndTold() {
        logs.putRetentionPolicy(request -> request.logGroupName(GROUP).retentionInDays(1));
        long now = cloud.clock().instant().toEpochMilli();
        long hour = Duration.ofHours(1).toMillis();
        PutLogEventsResponse old = put("a", event(now - 25 * hour, "expired"), event(now - 14 * hour, "good"));
        assertThat(old.rejectedLogEventsInfo().expiredLogEventEndIndex()).isEqualTo(1);
        PutLogEventsResponse ahead = put("a", event(now, "now"), event(now + 3 * hour, "too new"));
        assertThat(ahead.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(texts(logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a")))).containsExactly("good", "now");
        cloud.advance(Duration.ofHours(11));
        assertThat(texts(logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a")))).as("what has expired since")
                .containsExactly("now");
    }

    @Test
    void aBatchThatAwsWouldNotTakeIsRefused() {
        long now = cloud.clock().instant().toEpochMilli();
        assertThatThrownBy(() -> put("a", event(now, "second"), event(now - 1, "first"))).isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("chronological order");
        assertThatThrownBy(() -> put("a", event(now - Duration.ofHours(25).toMillis(), "yesterday"), event(now, "today")))
                .isInstanceOf(InvalidParameterException.class).hasMessageContaining("24 hours");
        assertThatThrownBy(() -> put("a", event(now, "x".repeat(1_048_576)))).isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Upload too large");
        assertThatThrownBy(() -> put("missing", event(now, "x"))).isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
    }

    @Test
    void ofEachStreamTheNewestEventsAreKeptAndOfAGroupTheStreamsWrittenToLast() {
        for (int batch = 0; batch < 10; batch++) {
            put("a", IntStream.range(batch * 10, batch * 10 + 10).mapToObj(number -> number + " " + "x".repeat(4_000))
                    .toArray(String[]::new));
        }
        List<String> kept = texts(logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a")));
        assertThat(kept.getLast()).startsWith("99 ");
        assertThat(kept).hasSizeBetween(60, 65);
        for (int stream = 0; stream < LogStreams.KEPT_STREAMS; stream++) {
            String name = "s" + stream;
            cloud.advance(Duration.ofMillis(10));
            logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName(name));
            put(name, name);
        }
        assertThat(texts(logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("a")))).isEmpty();
        assertThat(texts(logs.getLogEvents(request -> request.logGroupName(GROUP).logStreamName("s0")))).containsExactly("s0");
    }

    @Test
    void aStreamIsThereOnceAndGoesWithItsGroup() {
        assertThatThrownBy(() -> logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("a")))
                .isInstanceOf(ResourceAlreadyExistsException.class).hasMessageContaining("The specified log stream already exists");
        assertThatThrownBy(() -> logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("a:b")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.createLogStream(request -> request.logGroupName("/none").logStreamName("a")))
                .isInstanceOf(ResourceNotFoundException.class).hasMessageContaining("The specified log group does not exist.");
        logs.deleteLogStream(request -> request.logGroupName(GROUP).logStreamName("a"));
        assertThatThrownBy(() -> logs.deleteLogStream(request -> request.logGroupName(GROUP).logStreamName("a")))
                .isInstanceOf(ResourceNotFoundException.class);
        logs.createLogStream(request -> request.logGroupName(GROUP).logStreamName("a"));
        logs.deleteLogGroup(request -> request.logGroupName(GROUP));
        logs.createLogGroup(request -> request.logGroupName(GROUP));
        assertThat(logs.describeLogStreams(request -> request.logGroupName(GROUP)).logStreams()).isEmpty();
    }

    @Test
    void aPolicyNamesTheStreamsThatMayBeWritten() {
        AwsCredentials writer = cloud.user("Writer",
                Optional.of(TestCloud.allow("logs:*", "arn:aws:logs:us-east-1:" + TestCloud.ACCOUNT + ":log-group:/lesson:log-stream:a*")));
        try (CloudWatchLogsClient own = cloud.logs(writer)) {
            own.createLogStream(request -> request.logGroupName(GROUP).logStreamName("a/1"));
            assertThatThrownBy(() -> own.createLogStream(request -> request.logGroupName(GROUP).logStreamName("b")))
                    .isInstanceOfSatisfying(CloudWatchLogsException.class,
                            e -> assertThat(e.awsErrorDetails().errorMessage()).contains("logs:CreateLogStream on resource: "
                                    + "arn:aws:logs:us-east-1:" + TestCloud.ACCOUNT + ":log-group:/lesson:log-stream:b"));
        }
    }

    private PutLogEventsResponse put(String stream, String... texts) {
        long now = cloud.clock().instant().toEpochMilli();
        List<InputLogEvent> events = new ArrayList<>();
        for (String text : texts) {
            events.add(event(now, text));
        }
        return put(stream, events.toArray(InputLogEvent[]::new));
    }

    private PutLogEventsResponse put(String stream, InputLogEvent... events) {
        return logs.putLogEvents(request -> request.logGroupName(GROUP).logStreamName(stream).logEvents(events));
    }

    private static InputLogEvent event(long time, String text) {
        return InputLogEvent.builder().timestamp(time).message(text).build();
    }

    private static List<String> texts(GetLogEventsResponse events) {
        return events.events().stream().map(OutputLogEvent::message).toList();
    }
}
