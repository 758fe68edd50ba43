package dev.rolecall.cloud.cloudtrail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.audit.AuditTrail;

/**
 * The event history: the management events of the account, in the shape of CloudTrail's records. On AWS an event is there some minutes after
 * its call; here it is there when the call has been answered. There are no trails, and events are forgotten when there are some thousands more.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents</a>
 */
public final class CloudTrailService implements Service {
    /** @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html">Event history</a> */
    private static final Duration HISTORY = Duration.ofDays(90);

    private final AuditTrail trail;
    private final String region;

    /** @param region of events whose request says none */
    public CloudTrailService(AuditTrail trail, String region) {
        this.trail = trail;
        this.region = region;
    }

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> none = new ResourceKinds<>(Map.of());
        return List.of(map.operation("LookupEvents", none, this::lookup), map.operation("DescribeTrails", none, this::describeTrails));
    }

    /** Whether the event history has a call. */
    public static boolean tells(AuditRecord entry) {
        return EventNames.isManagement(entry.service(), entry.operation());
    }

    private ObjectNode lookup(Invocation call) {
        Lookup lookup = Lookup.of(call.parameters());
        Instant forgotten = call.now().minus(HISTORY);
        List<Event> found = trail.all().reversed().stream().filter(entry -> entry.caller().accountId().equals(call.caller().accountId()))
                .filter(entry -> entry.time().isAfter(forgotten)).filter(CloudTrailService::tells).map(entry -> new Event(entry, region))
                .filter(lookup::finds).toList();
        List<Event> rest = lookup.after(found);
        List<Event> page = rest.subList(0, Math.min(lookup.size(), rest.size()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode events = answer.putArray("Events");
        page.forEach(event -> events.add(event.node()));
        if (page.size() < rest.size()) {
            answer.put("NextToken", lookup.token(page.getLast()));
        }
        return answer;
    }

    /** Nobody can make one here. */
    private ObjectNode describeTrails(Invocation call) {
        call.parameters().takesOnly("DescribeTrails", "includeShadowTrails", "trailNameList");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("trailList");
        return answer;
    }
}
