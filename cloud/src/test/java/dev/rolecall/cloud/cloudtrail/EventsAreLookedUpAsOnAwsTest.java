package dev.rolecall.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.iam.IamClient;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html. */
final class EventsAreLookedUpAsOnAwsTest {
    private static final Consumer<LookupEventsRequest.Builder> USERS_MADE = request -> request
            .lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, "CreateUser"));

    private static TestCloud cloud;
    private static CloudTrailClient trail;

    @BeforeAll
    static void makeUsers() {
        cloud = new TestCloud();
        trail = cloud.cloudTrail(cloud.administrator());
        try (IamClient iam = cloud.iam()) {
            for (String name : List.of("a", "b", "c")) {
                iam.createUser(request -> request.userName(name));
                cloud.advance(Duration.ofMinutes(1));
            }
            iam.getUser(request -> request.userName("a"));
        }
    }

    @AfterAll
    static void stop() {
        trail.close();
        cloud.close();
    }

    @Test
    void theNewestComesFirst() {
        assertThat(names(trail.lookupEvents(USERS_MADE).events())).containsExactly("c", "b", "a");
    }

    @Test
    void aPageEndsWhereTheNextBeginsWhateverHappensMeanwhile() {
        LookupEventsResponse first = trail.lookupEvents(USERS_MADE.andThen(request -> request.maxResults(2)));
        try (IamClient iam = cloud.iam()) {
            iam.getUser(request -> request.userName("a"));
        }
        LookupEventsResponse second = trail.lookupEvents(USERS_MADE.andThen(request -> request.nextToken(first.nextToken())));
        assertThat(names(first.events())).containsExactly("c", "b");
        assertThat(names(second.events())).containsExactly("a");
        assertThat(second.nextToken()).isNull();
        refused(request -> request.nextToken(first.nextToken()), "InvalidNextTokenException");
        refused(request -> request.nextToken("nonsense"), "InvalidNextTokenException");
    }

    @Test
    void everyAttributeFinds() {
        Event made = trail.lookupEvents(USERS_MADE).events().getLast();
        for (LookupAttribute attribute : List.of(attribute(LookupAttributeKey.EVENT_ID, made.eventId()),
                attribute(LookupAttributeKey.EVENT_SOURCE, "iam.amazonaws.com"), attribute(LookupAttributeKey.READ_ONLY, "false"),
                attribute(LookupAttributeKey.USERNAME, "administrator"), attribute(LookupAttributeKey.RESOURCE_NAME, "a"),
                attribute(LookupAttributeKey.RESOURCE_TYPE, "AWS::IAM::User"),
                attribute(LookupAttributeKey.ACCESS_KEY_ID, cloud.administrator().accessKeyId()))) {
            assertThat(trail.lookupEventsPaginator(request -> request.lookupAttributes(attribute)).events().stream().map(Event::eventId))
                    .as(attribute.toString()).contains(made.eventId());
        }
        assertThat(trail.lookupEvents(request -> request.lookupAttributes(attribute(LookupAttributeKey.USERNAME, "nobody"))).events())
                .isEmpty();
        assertThat(
                trail.lookupEventsPaginator(request -> request.lookupAttributes(attribute(LookupAttributeKey.READ_ONLY, "true"))).events()
                        .stream().map(Event::eventName))
                .contains("GetUser").doesNotContain("CreateUser");
    }

    @Test
    void timesBoundTheSearch() {
        List<Event> users = trail.lookupEvents(USERS_MADE).events();
        Instant second = users.get(1).eventTime();
        assertThat(names(trail.lookupEvents(USERS_MADE.andThen(request -> request.startTime(second))).events())).containsExactly("c", "b");
        assertThat(names(trail.lookupEvents(USERS_MADE.andThen(request -> request.endTime(second))).events())).containsExactly("b", "a");
        refused(request -> request.startTime(second).endTime(second.minusSeconds(1)), "InvalidTimeRangeException");
    }

    @Test
    void whatIsNotALookupIsRefused() {
        refused(request -> request.maxResults(51), "InvalidMaxResultsException");
        refused(request -> request.maxResults(0), "InvalidMaxResultsException");
        refused(request -> request.lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, "GetUser"),
                attribute(LookupAttributeKey.USERNAME, "a")), "InvalidLookupAttributesException");
        refused(request -> request.lookupAttributes(LookupAttribute.builder().attributeKey("Colour").attributeValue("blue").build()),
                "InvalidLookupAttributesException");
        refused(request -> request.eventCategory("data"), "InvalidEventCategoryException");
        assertThat(trail.lookupEvents(request -> request.eventCategory(EventCategory.INSIGHT)).events()).isEmpty();
    }

    @Test
    void itNeedsItsPermission() {
        try (TestCloud own = new TestCloud();
                CloudTrailClient reader = own.cloudTrail(own.user("reader", Optional.of(TestCloud.allow("cloudtrail:LookupEvents", "*"))));
                CloudTrailClient nobody = own.cloudTrail(own.user("nobody", Optional.empty()))) {
            assertThat(reader.lookupEvents().events()).isNotEmpty();
            assertThatThrownBy(nobody::lookupEvents).isInstanceOfSatisfying(CloudTrailException.class,
                    e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                    .hasMessageContaining("cloudtrail:LookupEvents");
        }
    }

    @Test
    void thereAreNoTrailsAndNobodyMakesOne() {
        assertThat(trail.describeTrails().trailList()).isEmpty();
        WireClient wire = cloud.wire();
        WireClient.Reply reply = wire.send(wire.signed(
                WireClient.Call.json("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail", "{\"Name\": \"t\"}"),
                "cloudtrail",
                cloud.administrator()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("UnknownOperationException", "cloudtrail:CreateTrail");
    }

    private static void refused(Consumer<LookupEventsRequest.Builder> request, String code) {
        assertThatThrownBy(() -> trail.lookupEvents(request)).isInstanceOfSatisfying(CloudTrailException.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(event -> event.resources().getFirst().resourceName()).toList();
    }

    private static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }
}
