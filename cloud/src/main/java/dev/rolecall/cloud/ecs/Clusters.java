package dev.rolecall.cloud.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

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

/**
 * The clusters of the account. There is none until one is created; one that was deleted is gone at once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html">CreateCluster</a>
 */
final class Clusters {
    private static final int MOST_DESCRIBED = 100;

    private final ConcurrentNavigableMap<String, Cluster> byName = new ConcurrentSkipListMap<>();
    private final EcsArns arns;
    private final Tasks tasks;

    Clusters(EcsArns arns, Tasks tasks) {
        this.arns = arns;
        this.tasks = tasks;
    }

    List<Operation> operations(AuthorizationMap map, ResourceKinds<Invocation> kinds) {
        return List.of(map.operation("CreateCluster", kinds, this::create), map.operation("DescribeClusters", kinds, this::describe),
                map.operation("ListClusters", kinds, this::list), map.operation("DeleteCluster", kinds, this::delete));
    }

    List<Cluster> all() {
        return List.copyOf(byName.values());
    }

    Optional<Cluster> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one that a call names, or the default one. */
    Cluster find(Parameters parameters) {
        return named(arns.clusterName(parameters.optional("cluster"))).orElseThrow(EcsErrors::clusterNotFound);
    }

    void change(String name, UnaryOperator<Cluster> change) {
        if (byName.computeIfPresent(name, (_, cluster) -> change.apply(cluster)) == null) {
            throw EcsErrors.clusterNotFound();
        }
    }

    /** Whoever creates what is there gets what is there. */
    private ObjectNode create(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("CreateCluster", "clusterName", "settings", "tags");
        String name = arns.clusterName(parameters.optional("clusterName"));
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw AwsException.validation("Identifier was unexpected length or had unexpected characters: " + name);
        }
        Cluster wanted = new Cluster(name, arns.cluster(name), insights(parameters), EcsTags.of(parameters));
        Cluster cluster = byName.computeIfAbsent(name, _ -> wanted);
        return answer(node(cluster, List.of("SETTINGS", "TAGS")));
    }

    private static String insights(Parameters parameters) {
        String value = "disabled";
        for (Parameters setting : parameters.structures("settings")) {
            value = setting.optional("value").orElse("");
            if (!setting.required("name").equals("containerInsights") || !value.matches("enabled|disabled|enhanced")) {
                throw AwsException.validation("Invalid setting: containerInsights is enabled, disabled or enhanced.");
            }
        }
        return value;
    }

    private ObjectNode describe(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("DescribeClusters", "clusters", "include");
        List<String> named = parameters.strings("clusters");
        if (named.size() > MOST_DESCRIBED) {
            throw AwsException.validation("At most " + MOST_DESCRIBED + " clusters can be described at once.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("clusters");
        ArrayNode failures = answer.putArray("failures");
        for (String name : named.isEmpty() ? List.of(arns.clusterName(Optional.empty())) : named) {
            String plain = arns.clusterName(Optional.of(name));
            named(plain).ifPresentOrElse(cluster -> found.add(node(cluster, parameters.strings("include"))),
                    () -> failures.addObject().put("arn", arns.cluster(plain)).put("reason", "MISSING"));
        }
        return answer;
    }

    private ObjectNode list(Invocation call) {
        call.parameters().takesOnly("ListClusters", "maxResults", "nextToken");
        return page(call.parameters(), new ArrayList<>(byName.values()).stream().map(Cluster::arn).toList(), "clusterArns");
    }

    private ObjectNode delete(Invocation call) {
        Cluster cluster = find(call.parameters());
        if (tasks.of(cluster.name()).anyMatch(task -> !task.hasStopped())) {
            throw new AwsException("ClusterContainsTasksException", 400, "The Cluster cannot be deleted while Tasks are active.");
        }
        byName.remove(cluster.name());
        return answer(node(cluster, List.of()).put("status", "INACTIVE"));
    }

    private ObjectNode node(Cluster cluster, List<String> include) {
        long running = tasks.of(cluster.name()).filter(task -> task.progress().lastStatus() == TaskStatus.RUNNING).count();
        long pending = tasks.of(cluster.name()).filter(task -> task.progress().lastStatus().isBeforeRunning()).count();
        ObjectNode node = cluster.node(running, pending);
        if (include.contains("TAGS")) {
            EcsTags.write(cluster.tags(), node.putArray("tags"));
        }
        if (include.contains("SETTINGS")) {
            node.putArray("settings").addObject().put("name", "containerInsights").put("value", cluster.insights());
        }
        return node;
    }

    private static ObjectNode answer(ObjectNode cluster) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("cluster", cluster);
        return answer;
    }

    /** A page of names, as all lists of ECS are. */
    static ObjectNode page(Parameters parameters, List<String> all, String member) {
        Page<String> page = Page.of(all, parameters.optional("nextToken"),
                Page.size(parameters, "maxResults", MOST_DESCRIBED, MOST_DESCRIBED));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        page.items().forEach(answer.putArray(member)::add);
        page.next().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }
}
