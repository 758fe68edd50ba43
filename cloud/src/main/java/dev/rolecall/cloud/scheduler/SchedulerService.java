package dev.rolecall.cloud.scheduler;

import java.time.InstantSource;
import java.util.ArrayList;
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
import dev.rolecall.cloud.api.TaggedResource;

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

    public SchedulerService(String region, String accountId, Targets targets, InstantSource clock) {
        this.targets = targets;
        this.arns = new Arns(region, accountId);
        this.schedules = new Schedules(
                new ScheduleGroup(ScheduleGroup.DEFAULT, arns.group(ScheduleGroup.DEFAULT), clock.instant(), Map.of(),
                        Optional.empty()));
        this.groups = new GroupOperations(schedules, arns);
        this.clockwork = new Clockwork(schedules, targets, arns, clock);
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(groups.operations());
        operations.addAll(List.of(new Operation("CreateSchedule", this::creating, this::create),
                new Operation("GetSchedule", on("scheduler:GetSchedule"), this::get),
                new Operation("DeleteSchedule", on("scheduler:DeleteSchedule"), this::delete),
                new Operation("ListSchedules", _ -> List.of(Permission.of("scheduler:ListSchedules", "*")), this::list)));
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

    private Function<Invocation, List<Permission>> on(String action) {
        return call -> {
            String group = ScheduleGroup.of(call.parameters());
            return List.of(Permission.of(action, arns.schedule(group, name(call))).with(groups.keys(group)));
        };
    }

    private List<Permission> creating(Invocation call) {
        Parameters parameters = call.parameters();
        return List.of(on("scheduler:CreateSchedule").apply(call).getFirst(),
                Permission.of("iam:PassRole", parameters.structure("Target").required("RoleArn"))
                        .with(Map.of("iam:PassedToService", List.of(SERVICE))));
    }

    private ObjectNode create(Invocation call) {
        ScheduleRequest request = ScheduleRequest.of(call.parameters(), targets.known());
        assertAssumable(request, schedules.group(request.group()));
        Schedule schedule = schedules.add(Schedule.of(request, arns.schedule(request.group(), request.name()), call.now()));
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
