package dev.rolecall.cloud.gateway;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/**
 * EventBridge Scheduler's REST-JSON protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html">Scheduler actions</a>
 */
final class SchedulerProtocol implements RestJsonProtocol {
    private record Route(String method, Pattern path, String operation, String segment) {
        Route(String method, Pattern path, String operation) {
            this(method, path, operation, "Name");
        }
    }

    private static final Pattern ALL = Pattern.compile("/schedules/?");
    private static final Pattern ONE = Pattern.compile("/schedules/([^/]+)");
    private static final Pattern GROUPS = Pattern.compile("/schedule-groups/?");
    private static final Pattern GROUP = Pattern.compile("/schedule-groups/([^/]+)");
    private static final Pattern TAGS = Pattern.compile("/tags/([^/]+)");
    private static final List<Route> ROUTES = List.of(new Route("GET", ALL, "ListSchedules"), new Route("POST", ONE, "CreateSchedule"),
            new Route("GET", ONE, "GetSchedule"), new Route("PUT", ONE, "UpdateSchedule"), new Route("DELETE", ONE, "DeleteSchedule"),
            new Route("GET", GROUPS, "ListScheduleGroups"), new Route("POST", GROUP, "CreateScheduleGroup"),
            new Route("GET", GROUP, "GetScheduleGroup"), new Route("DELETE", GROUP, "DeleteScheduleGroup"),
            new Route("GET", TAGS, "ListTagsForResource", "ResourceArn"), new Route("POST", TAGS, "TagResource", "ResourceArn"),
            new Route("DELETE", TAGS, "UntagResource", "ResourceArn"));
    /** The same member has two names in queries. */
    private static final Map<String, String> QUERY = Map.of("groupName", "GroupName", "ScheduleGroup", "GroupName", "clientToken",
            "ClientToken", "MaxResults", "MaxResults", "NamePrefix", "NamePrefix", "NextToken", "NextToken", "State", "State");

    @Override
    public ApiCall decode(WireRequest request, String service, byte[] body) {
        for (Route route : ROUTES) {
            Matcher path = route.path().matcher(request.http().rawPath());
            if (route.method().equals(request.http().method()) && path.matches()) {
                ObjectNode parameters = JsonProtocol.object(body);
                RestJson.query(request, QUERY, parameters);
                if (path.groupCount() > 0) {
                    parameters.put(route.segment(), RestJson.segment(path.group(1)));
                }
                return new ApiCall(service, route.operation(), parameters);
            }
        }
        throw AwsException.notImplemented(service, request.http().method() + " " + request.http().rawPath());
    }
}
