package dev.rolecall.cloud.ecs;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;

/**
 * The task definitions of the account, all revisions of them. Those that are deregistered stay, as on AWS: running tasks are of them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definitions.html">Amazon ECS task definitions</a>
 */
final class TaskDefinitions {
    private final Map<String, TaskDefinition> byArn = new ConcurrentHashMap<>();
    private final EcsArns arns;

    TaskDefinitions(EcsArns arns) {
        this.arns = arns;
    }

    List<Operation> operations(AuthorizationMap map, ResourceKinds<Invocation> kinds) {
        return List.of(map.operation("RegisterTaskDefinition", kinds, this::register),
                map.operation("DescribeTaskDefinition", kinds, this::describe),
                map.operation("DeregisterTaskDefinition", kinds, this::deregister),
                map.operation("ListTaskDefinitions", kinds, this::list),
                map.operation("ListTaskDefinitionFamilies", kinds, this::listFamilies));
    }

    /** In the order of families and revisions. */
    List<TaskDefinition> all() {
        return byArn.values().stream().sorted(Comparator.comparing(TaskDefinition::family).thenComparingInt(TaskDefinition::revision))
                .toList();
    }

    /** A revision, or of a family the newest that is active. */
    Optional<TaskDefinition> find(String named) {
        String name = arns.familyAndRevision(named);
        return name.contains(":")
                ? Optional.ofNullable(byArn.get(arns.taskDefinition(name)))
                : ofFamily(name).filter(TaskDefinition::isActive).max(Comparator.comparingInt(TaskDefinition::revision));
    }

    /** Whether it was there to be changed. */
    boolean change(String arn, UnaryOperator<TaskDefinition> change) {
        return byArn.computeIfPresent(arn, (_, definition) -> change.apply(definition)) != null;
    }

    private Stream<TaskDefinition> ofFamily(String family) {
        return byArn.values().stream().filter(definition -> definition.family().equals(family));
    }

    private ObjectNode register(Invocation call) {
        Registration registration = Registration.of(call.parameters(), arns);
        Map<String, String> tags = EcsTags.of(call.parameters());
        while (true) {
            int revision = ofFamily(registration.family()).mapToInt(TaskDefinition::revision).max().orElse(0) + 1;
            TaskDefinition next = new TaskDefinition(arns.taskDefinition(registration.family() + ":" + revision), revision, registration,
                    call.now(), call.caller().name(), Optional.empty(), tags);
            // Somebody else may have registered the same revision meanwhile.
            if (byArn.putIfAbsent(next.arn(), next) == null) {
                return answer(next, true);
            }
        }
    }

    private ObjectNode describe(Invocation call) {
        call.parameters().takesOnly("DescribeTaskDefinition", "include", "taskDefinition");
        TaskDefinition definition = find(call.parameters().required("taskDefinition"))
                .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
        return answer(definition, call.parameters().strings("include").contains("TAGS"));
    }

    private ObjectNode deregister(Invocation call) {
        String name = arns.familyAndRevision(call.parameters().required("taskDefinition"));
        if (!name.contains(":")) {
            throw EcsErrors.client("Invalid revision number. Number: " + name);
        }
        String arn = arns.taskDefinition(name);
        if (!change(arn, definition -> definition.ended(call.now()))) {
            throw EcsErrors.client("The specified task definition does not exist.");
        }
        return answer(find(arn).orElseThrow(), false);
    }

    private ObjectNode list(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("ListTaskDefinitions", "familyPrefix", "maxResults", "nextToken", "sort", "status");
        boolean active = switch (parameters.optional("status").orElse("ACTIVE")) {
            case "ACTIVE" -> true;
            case "INACTIVE", "DELETE_IN_PROGRESS" -> false;
            default -> throw AwsException.validation("Invalid status.");
        };
        // The parameter is the whole name of a family, whatever it is called.
        Optional<String> family = parameters.optional("familyPrefix");
        List<String> found = all().stream().filter(definition -> family.map(definition.family()::equals).orElse(true))
                .filter(definition -> definition.isActive() == active).map(TaskDefinition::arn).toList();
        return Clusters.page(parameters, parameters.optional("sort").orElse("ASC").equals("DESC") ? found.reversed() : found,
                "taskDefinitionArns");
    }

    /** A family is active as long as one of its revisions is. */
    private ObjectNode listFamilies(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("ListTaskDefinitionFamilies", "familyPrefix", "maxResults", "nextToken", "status");
        String prefix = parameters.optional("familyPrefix").orElse("");
        String status = parameters.optional("status").orElse("ALL");
        List<String> families = all().stream().map(TaskDefinition::family).distinct().filter(family -> family.startsWith(prefix))
                .filter(family -> status.equals("ALL") || status.equals("ACTIVE") == ofFamily(family).anyMatch(TaskDefinition::isActive))
                .toList();
        return Clusters.page(parameters, families, "families");
    }

    private static ObjectNode answer(TaskDefinition definition, boolean tags) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("taskDefinition", definition.node());
        if (tags) {
            EcsTags.write(definition.tags(), answer.putArray("tags"));
        }
        return answer;
    }
}
