package dev.rolecall.cloud.scheduler;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;

/**
 * EventBridge Scheduler, as far as one-time schedules of universal targets go. A call is made at its time on the cloud's own clock, as the
 * target's role, whose policies decide.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html">the API</a>
 */
public final class SchedulerService implements Service, AutoCloseable {
    private static final String SERVICE = "scheduler.amazonaws.com";
    private static final int LARGEST_PAGE = 100;

    private final Schedules schedules = new Schedules();
    private final Targets targets;
    private final String arnPrefix;
    private final String groupArn;
    private final Clockwork clockwork;

    public SchedulerService(String region, String accountId, Targets targets, InstantSource clock) {
        this.targets = targets;
        this.arnPrefix = "arn:aws:scheduler:" + region + ":" + accountId + ":schedule/";
        this.groupArn = "arn:aws:scheduler:" + region + ":" + accountId + ":schedule-group/" + ScheduleRequest.GROUP;
        this.clockwork = new Clockwork(schedules, targets, groupArn, clock);
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("CreateSchedule", this::creating, this::create),
                new Operation("GetSchedule", on("scheduler:GetSchedule"), this::get),
                new Operation("DeleteSchedule", on("scheduler:DeleteSchedule"), this::delete),
                new Operation("ListSchedules", _ -> List.of(Permission.of("scheduler:ListSchedules", "*")), this::list));
    }

    /** Makes no more calls. */
    @Override
    public void close() {
        clockwork.close();
    }

    private Function<Invocation, List<Permission>> on(String action) {
        return call -> List.of(Permission.of(action, arn(call.parameters().optional("GroupName"), call.parameters().required("Name"))));
    }

    private String arn(Optional<String> group, String name) {
        return arnPrefix + group.orElse(ScheduleRequest.GROUP) + "/" + name;
    }

    private List<Permission> creating(Invocation call) {
        Parameters parameters = call.parameters();
        return List.of(on("scheduler:CreateSchedule").apply(call).getFirst(),
                Permission.of("iam:PassRole", parameters.structure("Target").required("RoleArn"))
                        .with(Map.of("iam:PassedToService", List.of(SERVICE))));
    }

    private ObjectNode create(Invocation call) {
        ScheduleRequest request = ScheduleRequest.of(call.parameters(), targets.known());
        assertAssumable(request);
        Schedule schedule = schedules.add(Schedule.of(request, arn(Optional.empty(), request.name()), call.now()));
        clockwork.wake();
        return empty().put("ScheduleArn", schedule.arn());
    }

    private void assertAssumable(ScheduleRequest request) {
        try {
            targets.roles().assume(request.target().roleArn(), groupArn, request.name());
        } catch (AwsException e) {
            throw AwsException.validation("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
        }
    }

    private ObjectNode get(Invocation call) {
        ScheduleRequest.group(call.parameters().optional("GroupName"));
        return schedules.get(ScheduleRequest.name(call.parameters())).node();
    }

    private ObjectNode delete(Invocation call) {
        ScheduleRequest.group(call.parameters().optional("GroupName"));
        schedules.remove(ScheduleRequest.name(call.parameters()));
        return empty();
    }

    private ObjectNode list(Invocation call) {
        Parameters parameters = call.parameters();
        ScheduleRequest.group(parameters.optional("GroupName"));
        String prefix = parameters.optional("NamePrefix").orElse("");
        Optional<String> state = parameters.optional("State");
        List<Schedule> found = schedules.all().stream()
                .filter(schedule -> schedule.request().name().startsWith(prefix))
                .filter(schedule -> state.map(wanted -> wanted.equals("ENABLED") == schedule.request().enabled()).orElse(true)).toList();
        Page<Schedule> page = Page.of(found, parameters.optional("NextToken"),
                Page.size(parameters, "MaxResults", LARGEST_PAGE, LARGEST_PAGE));
        ObjectNode answer = empty();
        ArrayNode list = answer.putArray("Schedules");
        page.items().forEach(schedule -> list.add(schedule.summary()));
        page.next().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
