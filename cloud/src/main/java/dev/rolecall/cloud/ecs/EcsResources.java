package dev.rolecall.cloud.ecs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;

/**
 * What a call of ECS is about.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html">How Amazon ECS works with
 *      IAM</a>
 */
record EcsResources(EcsArns arns, Clusters clusters, TaskDefinitions definitions, Tasks tasks) {
    private static final String CLUSTER_KEY = "ecs:cluster";

    ResourceKinds<Invocation> kinds() {
        Map<String, Function<Invocation, List<Resource>>> kinds = new HashMap<>();
        kinds.put("cluster", this::clusters);
        kinds.put("cluster that is made", this::madeCluster);
        kinds.put("cluster that gets tags", call -> tagged(call, "CreateCluster", madeCluster(call)));
        kinds.put("task-definition that is made", this::madeDefinition);
        kinds.put("task-definition that gets tags", call -> tagged(call, "RegisterTaskDefinition", madeDefinition(call)));
        kinds.put("task-definition that is run", this::run);
        kinds.put("task", this::tasks);
        kinds.put("task that gets tags",
                call -> tagged(call, "RunTask", List.of(Resource.of(arns.task(new Task.Key(cluster(call), "*"))))));
        kinds.put("container-instance", call -> List.of(Resource.of(arns.containerInstances(cluster(call))).with(ofCluster(call))));
        for (String type : List.of("cluster", "task-definition", "task")) {
            kinds.put(type + " with tags", call -> inArn(call, type));
        }
        kinds.put("role", this::registered);
        kinds.put("role of a task", this::worn);
        return new ResourceKinds<>(kinds);
    }

    private List<Resource> madeCluster(Invocation call) {
        return List.of(Resource.of(arns.cluster(arns.clusterName(call.parameters().optional("clusterName"))))
                .with(TagKeys.ofRequest(EcsTags.of(call.parameters()))));
    }

    private List<Resource> clusters(Invocation call) {
        List<String> named = call.parameters().strings("clusters");
        return (named.isEmpty() ? List.of(cluster(call)) : named.stream().map(name -> arns.clusterName(Optional.of(name))).toList())
                .stream()
                .map(name -> Resource.of(arns.cluster(name))
                        .with(TagKeys.ofResource(clusters.named(name).map(Cluster::tags).orElse(Map.of()))))
                .toList();
    }

    private List<Resource> madeDefinition(Invocation call) {
        Registration wanted = Registration.of(call.parameters(), arns);
        Map<String, List<String>> keys = TagKeys.ofRequest(EcsTags.of(call.parameters()));
        keys.put("ecs:compute-compatibility", List.of("FARGATE"));
        keys.put("ecs:privileged", List.of("false"));
        keys.putAll(size(wanted.size()));
        return List.of(Resource.of(arns.taskDefinition(wanted.family() + ":*")).with(keys));
    }

    /** By the name that the call has for it: AWS asks for a family as a family, which AWS does not document. */
    private List<Resource> run(Invocation call) {
        Parameters parameters = call.parameters();
        String named = parameters.required("taskDefinition");
        Optional<TaskDefinition> definition = definitions.find(named);
        Map<String, List<String>> keys = TagKeys.ofRequest(EcsTags.of(parameters));
        keys.putAll(ofResource(definition.map(TaskDefinition::tags).orElse(Map.of())));
        keys.putAll(ofCluster(call));
        keys.put("ecs:enable-execute-command", List.of(String.valueOf(parameters.flag("enableExecuteCommand"))));
        keys.put("ecs:enable-ebs-volumes", List.of("false"));
        definition.flatMap(known -> Overrides.of(parameters.structure("overrides"), known, arns).size())
                .ifPresent(size -> keys.putAll(size(size)));
        return List.of(Resource.of(arns.taskDefinition(arns.familyAndRevision(named))).with(keys));
    }

    private List<Resource> tasks(Invocation call) {
        List<String> named = call.parameters().strings("tasks");
        List<String> all = named.isEmpty() ? call.parameters().optional("task").map(List::of).orElse(List.of()) : named;
        return all.stream().map(name -> {
            Task.Key key = arns.taskKey(name, cluster(call));
            Map<String, List<String>> keys = new TreeMap<>(ofCluster(call));
            keys.putAll(ofResource(tasks.find(key).map(Task::tags).orElse(Map.of())));
            return Resource.of(arns.task(key)).with(keys);
        }).toList();
    }

    private List<Resource> inArn(Invocation call, String type) {
        String arn = call.parameters().required("resourceArn");
        if (!arn.contains(":" + type + "/")) {
            return List.of();
        }
        Map<String, List<String>> keys = TagKeys.ofRequest(EcsTags.of(call.parameters()));
        List<String> lost = call.parameters().strings("tagKeys");
        if (!lost.isEmpty()) {
            keys.put("aws:TagKeys", lost);
        }
        keys.putAll(ofResource(new Tagging(arns, clusters, definitions, tasks).tags(arn).orElse(Map.of())));
        return List.of(Resource.of(arn).with(keys));
    }

    private List<Resource> tagged(Invocation call, String operation, List<Resource> made) {
        Map<String, List<String>> keys = TagKeys.ofRequest(EcsTags.of(call.parameters()));
        if (keys.isEmpty()) {
            return List.of();
        }
        keys.put("ecs:CreateAction", List.of(operation));
        return made.stream().map(resource -> Resource.of(resource.arn()).with(keys)).toList();
    }

    private List<Resource> registered(Invocation call) {
        return passed(
                Stream.of("taskRoleArn", "executionRoleArn").flatMap(role -> Registration.role(call.parameters(), role, arns).stream()));
    }

    private List<Resource> worn(Invocation call) {
        return definitions.find(call.parameters().required("taskDefinition")).map(definition -> {
            Overrides other = Overrides.of(call.parameters().structure("overrides"), definition, arns);
            return passed(Stream.of(other.taskRole().or(() -> definition.registration().taskRole()),
                    other.executionRole().or(() -> definition.registration().executionRole())).flatMap(Optional::stream));
        }).orElse(List.of());
    }

    private static List<Resource> passed(Stream<String> roles) {
        return roles.distinct().map(role -> Resource.of(role).with(Map.of("iam:PassedToService", List.of(TaskLaunch.SERVICE)))).toList();
    }

    private String cluster(Invocation call) {
        return arns.clusterName(call.parameters().optional("cluster"));
    }

    private Map<String, List<String>> ofCluster(Invocation call) {
        return Map.of(CLUSTER_KEY, List.of(arns.cluster(cluster(call))));
    }

    private static Map<String, List<String>> ofResource(Map<String, String> tags) {
        Map<String, List<String>> keys = TagKeys.ofResource(tags);
        keys.putAll(TagKeys.of("ecs:ResourceTag/", tags));
        return keys;
    }

    private static Map<String, List<String>> size(FargateSize size) {
        return Map.of("ecs:task-cpu", List.of(String.valueOf(size.cpu())), "ecs:task-memory", List.of(String.valueOf(size.memory())));
    }
}
