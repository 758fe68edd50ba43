package dev.rolecall.cloud.ec2;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.instance.ConsoleLog;
import dev.rolecall.cloud.instance.Instance;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.state.State;

/** The part of EC2 that instances need; the network around them is not emulated. */
public final class Ec2Service implements Service, TaggedResource.Source, AutoCloseable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Site site;
    private final InstanceProfiles profiles;
    private final Network network;
    private final Ec2Arns arns;
    private final Fleet fleet;

    /** A service with the instances of the state; {@code processes} is closed by whoever opened it. */
    public Ec2Service(Site site, Processes processes, InstanceProfiles profiles, RoleCredentials roles, Network network, State state) {
        this.site = site;
        this.network = network;
        this.arns = new Ec2Arns(site.region(), site.accountId());
        this.profiles = profiles;
        this.fleet = new Fleet(site, processes, roles, network, state);
    }

    /** Boots the instances that ran when the cloud ended that kept them. */
    public void begin() {
        fleet.resume();
    }

    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Launch> launch = new LaunchResources(arns, network.resources()).kinds();
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("*", _ -> List.of(arns.none()), "instance", this::instances));
        List<Operation> operations = new ArrayList<>(List.of(
                new Operation("RunInstances", call -> map.permissions("RunInstances", Launch.of(call.parameters(), profiles), launch),
                        this::runInstances),
                map.operation("DescribeInstances", kinds, this::describeInstances),
                map.operation("DescribeInstanceAttribute", kinds, this::describeInstanceAttribute),
                map.operation("DescribeInstanceStatus", kinds, this::describeInstanceStatus),
                map.operation("GetConsoleOutput", kinds, this::getConsoleOutput),
                map.operation("TerminateInstances", kinds, this::terminateInstances),
                new MetadataSettings(fleet, arns).operation(map)));
        operations.addAll(new ProfileAssociations(fleet, profiles, arns).operations(map));
        operations.addAll(new InstanceTags(fleet, network.resources(), arns).operations(map));
        return operations.stream().map(DryRun::heeded).toList();
    }

    /** Instances that have ended are not among them, although they can be described. */
    @Override
    public List<TaggedResource> tagged() {
        return fleet.all().stream().filter(instance -> instance.state() != InstanceState.TERMINATED).map(LaunchedInstance::identity)
                .map(instance -> new TaggedResource("ec2:instance", instance.arn(), instance.tags()))
                .toList();
    }

    /** Ends every instance. */
    @Override
    public void close() {
        fleet.close();
    }

    private ObjectNode runInstances(Invocation call) {
        Launch launch = Launch.of(call.parameters(), profiles);
        String reservation = fleet.id("r-");
        List<LaunchedInstance> launched = new ArrayList<>();
        for (int index = 0; index < launch.count(); index++) {
            launched.add(fleet.launch(launch, reservation));
        }
        ObjectNode answer = reservation(reservation, launched);
        launched.forEach(fleet::boot);
        return answer;
    }

    /** Those that are named, or all, as far as they pass the filters. */
    private List<LaunchedInstance> asked(Parameters parameters) {
        List<String> ids = parameters.strings("InstanceId");
        List<LaunchedInstance> candidates = ids.isEmpty() ? fleet.all() : ids.stream().map(fleet::find).toList();
        List<InstanceFilter> filters = parameters.structures("Filter").stream().map(InstanceFilter::of).toList();
        return candidates.stream().filter(instance -> filters.stream().allMatch(filter -> filter.passes(instance))).toList();
    }

    private ObjectNode describeInstances(Invocation call) {
        List<LaunchedInstance> found = asked(call.parameters());
        Page page = Page.of(call.parameters(), found.size());
        Map<String, List<LaunchedInstance>> reservations = new TreeMap<>();
        found.subList(page.from(), page.to())
                .forEach(instance -> reservations.computeIfAbsent(instance.reservationId(), id -> new ArrayList<>()).add(instance));
        ObjectNode answer = NODES.objectNode();
        ArrayNode set = answer.putArray("reservationSet");
        reservations.forEach((id, instances) -> set.add(reservation(id, instances)));
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private ObjectNode describeInstanceStatus(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("DescribeInstanceStatus", "Filter", "IncludeAllInstances", "InstanceId", "MaxResults", "NextToken");
        List<LaunchedInstance> found = asked(parameters).stream()
                .filter(instance -> parameters.flag("IncludeAllInstances") || instance.state() == InstanceState.RUNNING).toList();
        Page page = Page.of(parameters, found.size());
        ObjectNode answer = NODES.objectNode();
        ArrayNode set = answer.putArray("instanceStatusSet");
        found.subList(page.from(), page.to()).forEach(instance -> set.add(instance.status()));
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private ObjectNode describeInstanceAttribute(Invocation call) {
        LaunchedInstance instance = fleet.find(call.parameters().required("InstanceId"));
        ObjectNode answer = NODES.objectNode().put("instanceId", instance.identity().instanceId());
        String attribute = call.parameters().required("Attribute");
        switch (attribute) {
            case "userData" -> {
                ObjectNode value = answer.putObject("userData");
                instance.launch().userData().ifPresent(text -> value.put("value", text));
            }
            case "instanceType" -> answer.putObject("instanceType").put("value", instance.identity().instanceType());
            case "disableApiTermination" -> answer.putObject("disableApiTermination").put("value", false);
            default -> throw AwsException.notImplemented("ec2", "DescribeInstanceAttribute of " + attribute);
        }
        return answer;
    }

    private ObjectNode getConsoleOutput(Invocation call) {
        LaunchedInstance instance = fleet.find(single(call));
        Optional<ConsoleLog.Snapshot> console = instance.running().map(Running::instance).map(Instance::console).map(ConsoleLog::snapshot);
        ObjectNode answer = NODES.objectNode().put("instanceId", instance.identity().instanceId());
        answer.put("timestamp", console.map(ConsoleLog.Snapshot::updated).orElse(call.now()).truncatedTo(ChronoUnit.MILLIS).toString());
        answer.put("output",
                console.map(log -> Base64.getEncoder().encodeToString(log.text().getBytes(StandardCharsets.UTF_8))).orElse(""));
        return answer;
    }

    private ObjectNode terminateInstances(Invocation call) {
        List<LaunchedInstance> ending = instanceIds(call).stream().map(fleet::find).toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode set = answer.putArray("instancesSet");
        for (LaunchedInstance instance : ending) {
            InstanceState before = fleet.terminate(instance);
            ObjectNode item = set.addObject().put("instanceId", instance.identity().instanceId());
            item.set("currentState", (before == InstanceState.TERMINATED ? before : InstanceState.SHUTTING_DOWN).node());
            item.set("previousState", before.node());
        }
        return answer;
    }

    private ObjectNode reservation(String id, List<LaunchedInstance> instances) {
        ObjectNode reservation = NODES.objectNode().put("reservationId", id).put("ownerId", site.accountId());
        reservation.putArray("groupSet");
        ArrayNode set = reservation.putArray("instancesSet");
        instances.forEach(instance -> set.add(instance.node()));
        return reservation;
    }

    private List<Resource> instances(Invocation call) {
        return instanceIds(call).stream().map(id -> fleet.resource(arns, id, Map.of())).toList();
    }

    /** One id as text or several as a list: the operations differ in that. */
    private static List<String> instanceIds(Invocation call) {
        Parameters parameters = call.parameters();
        List<String> ids = parameters.node().path("InstanceId").isArray()
                ? parameters.strings("InstanceId")
                : parameters.optional("InstanceId").map(List::of).orElse(List.of());
        if (ids.isEmpty()) {
            throw new AwsException("MissingParameter", 400, "The request must contain the parameter InstanceId");
        }
        return ids;
    }

    private static String single(Invocation call) {
        return instanceIds(call).getFirst();
    }
}
