package dev.rolecall.cloud.scheduler;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.state.State;

/**
 * EventBridge Scheduler, as far as one-time schedules of universal targets go. A call is made at its time on the cloud's own clock, as the
 * target's role, whose policies decide.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html">the API</a>
 */
public final class SchedulerService implements Service, TaggedResource.Source, AutoCloseable {
    private static final String SERVICE = "scheduler.amazonaws.com";
    private static final int LARGEST_PAGE = 100;

    private final Schedules schedules;
    private final GroupOperations groups;
    private final Targets targets;
    private final Arns arns;
    private final Clockwork clockwork;

    public SchedulerService(String region, String accountId, Targets targets, InstantSource clock, State state) {
        this.targets = targets;
        this.arns = new Arns(region, accountId);
        this.schedules = new Schedules(
                new ScheduleGroup(ScheduleGroup.DEFAULT, arns.group(ScheduleGroup.DEFAULT), clock.instant(), Map.of(),
                        Optional.empty()));
        this.groups = new GroupOperations(schedules, arns);
        this.schedules.keepIn(state);
        this.clockwork = new Clockwork(schedules, targets, arns, clock, state);
    }

    /** Begins with what is there from before: what came due meanwhile is called now. */
    public void begin() {
        clockwork.wake();
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("schedule", this::schedule, "role", SchedulerService::passed));
        List<Operation> operations = new ArrayList<>(groups.operations(map));
        operations.addAll(List.of(map.operation("CreateSchedule", kinds, this::create),
                map.operation("UpdateSchedule", kinds, this::update), map.operation("GetSchedule", kinds, this::get),
                map.operation("DeleteSchedule", kinds, this::delete), map.operation("ListSchedules", kinds, this::list)));
        return operations;
    }

    @Override
    public List<TaggedResource> tagged() {
        return schedules.groups().stream().map(group -> new TaggedResource("scheduler:schedule-group", group.arn(), group.tags())).toList();
    }

    /** Makes no more calls. */
    @Override
    public void close() {
        clockwork.close();
    }

    private List<Resource> schedule(Invocation call) {
        String group = ScheduleGroup.of(call.parameters());
        return List.of(Resource.of(arns.schedule(group, name(call))).with(groups.keys(group)));
    }

    private static List<Resource> passed(Invocation call) {
        return List.of(Resource.of(call.parameters().structure("Target").required("RoleArn"))
                .with(Map.of("iam:PassedToService", List.of(SERVICE))));
    }

    private ObjectNode create(Invocation call) {
        ScheduleRequest request = ScheduleRequest.of("CreateSchedule", call.parameters(), targets.known());
        assertAssumable(request, schedules.group(request.group()));
        Schedule schedule = schedules.add(Schedule.of(request, arns.schedule(request.group(), request.name()), call.now()));
        clockwork.wake();
        return empty().put("ScheduleArn", schedule.arn());
    }

    private ObjectNode update(Invocation call) {
        ScheduleRequest request = ScheduleRequest.of("UpdateSchedule", call.parameters(), targets.known());
        assertAssumable(request, schedules.group(request.group()));
        Schedule schedule = schedules.update(request, known -> known.updated(request, call.now()));
        clockwork.wake();
        return empty().put("ScheduleArn", schedule.arn());
    }

    private void assertAssumable(ScheduleRequest request, ScheduleGroup group) {
        try {
            targets.roles().assume(request.target().roleArn(), group.arn(), request.name());
        } catch (AwsException e) {
            throw AwsException.validation("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
        }
    }

    private ObjectNode get(Invocation call) {
        return schedules.get(ScheduleGroup.of(call.parameters()), name(call)).node();
    }

    private ObjectNode delete(Invocation call) {
        schedules.remove(ScheduleGroup.of(call.parameters()), name(call));
        return empty();
    }

    private ObjectNode list(Invocation call) {
        Parameters parameters = call.parameters();
        String prefix = parameters.optional("NamePrefix").orElse("");
        Optional<String> state = parameters.optional("State");
        List<Schedule> found = schedules.in(parameters.optional("GroupName")).stream()
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

    private static String name(Invocation call) {
        return ScheduleGroup.name(call.parameters());
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
