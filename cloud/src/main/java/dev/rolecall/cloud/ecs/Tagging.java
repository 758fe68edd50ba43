package dev.rolecall.cloud.ecs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.TaggedResource;

/** Tags of clusters, task definitions and tasks, by their ARNs. */
record Tagging(EcsArns arns, Clusters clusters, TaskDefinitions definitions, Tasks tasks) {

    List<Operation> operations(AuthorizationMap map, ResourceKinds<Invocation> kinds) {
        return List.of(map.operation("TagResource", kinds, this::tag), map.operation("UntagResource", kinds, this::untag),
                map.operation("ListTagsForResource", kinds, this::list));
    }

    /** A definition that nobody can run any more, and a task that has stopped, are not found by their tags. */
    List<TaggedResource> all() {
        return Stream.of(clusters.all().stream().map(cluster -> new TaggedResource("ecs:cluster", cluster.arn(), cluster.tags())),
                definitions.all().stream().filter(TaskDefinition::isActive)
                        .map(definition -> new TaggedResource("ecs:task-definition", definition.arn(), definition.tags())),
                tasks.all().filter(task -> !task.hasStopped()).map(task -> new TaggedResource("ecs:task", task.arn(), task.tags())))
                .flatMap(found -> found).toList();
    }

    /** Empty for what is not there. */
    Optional<Map<String, String>> tags(String arn) {
        return switch (kind(arn)) {
            case "cluster" -> clusters.named(arns.clusterName(Optional.of(arn))).map(Cluster::tags);
            case "task-definition" -> definitions.find(arn).map(TaskDefinition::tags);
            case "task" -> tasks.find(arns.taskKey(arn, "")).map(Task::tags);
            default -> Optional.empty();
        };
    }

    private static String kind(String arn) {
        String[] parts = arn.split("[:/]", -1);
        return parts.length > 6 ? parts[5] : "";
    }

    private ObjectNode tag(Invocation call) {
        Map<String, String> more = EcsTags.of(call.parameters());
        return change(call, tags -> {
            tags.putAll(more);
            return EcsTags.checked(tags);
        });
    }

    private ObjectNode untag(Invocation call) {
        Set<String> lost = Set.copyOf(call.parameters().strings("tagKeys"));
        return change(call, tags -> {
            tags.keySet().removeAll(lost);
            return tags;
        });
    }

    private ObjectNode change(Invocation call, UnaryOperator<Map<String, String>> change) {
        String arn = call.parameters().required("resourceArn");
        if (tags(arn).isEmpty()) {
            throw absent();
        }
        boolean there = switch (kind(arn)) {
            case "cluster" -> {
                clusters.change(arns.clusterName(Optional.of(arn)), cluster -> cluster.tagged(change.apply(new TreeMap<>(cluster.tags()))));
                yield true;
            }
            case "task-definition" ->
                definitions.change(arn, definition -> definition.tagged(change.apply(new TreeMap<>(definition.tags()))));
            default -> tasks.change(arns.taskKey(arn, ""), task -> task.tagged(change.apply(new TreeMap<>(task.tags()))));
        };
        if (!there) {
            throw absent();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode list(Invocation call) {
        Map<String, String> tags = tags(call.parameters().required("resourceArn"))
                .orElseThrow(() -> AwsException.validation("The specified resource does not exist."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        EcsTags.write(tags, answer.putArray("tags"));
        return answer;
    }

    private static AwsException absent() {
        return new AwsException("ResourceNotFoundException", 400, "The specified resource wasn't found.");
    }
}
