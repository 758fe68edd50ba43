package dev.rolecall.cloud.ecs;

import java.util.ArrayList;
import java.util.List;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * Tasks on Fargate. There are no services, no capacity providers and no container instances here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html">the API</a>
 */
public final class EcsService implements Service, TaggedResource.Source, AutoCloseable {
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final TaskOperations tasks;
    private final Tagging tagging;
    private final EcsResources resources;

    /** A service without tasks; what they run on is closed by whoever opened it. */
    public EcsService(Fargate fargate) {
        EcsArns arns = new EcsArns(fargate.site().region(), fargate.site().accountId());
        Tasks all = new Tasks(fargate.site().clock());
        this.clusters = new Clusters(arns, all);
        this.definitions = new TaskDefinitions(arns);
        this.tasks = new TaskOperations(clusters, definitions, all, fargate, arns);
        this.tagging = new Tagging(arns, clusters, definitions, all);
        this.resources = new EcsResources(arns, clusters, definitions, all);
    }

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = resources.kinds();
        List<Operation> operations = new ArrayList<>(clusters.operations(map, kinds));
        operations.addAll(definitions.operations(map, kinds));
        operations.addAll(tasks.operations(map, kinds));
        operations.addAll(tagging.operations(map, kinds));
        return List.copyOf(operations);
    }

    @Override
    public List<TaggedResource> tagged() {
        return tagging.all();
    }

    /** Stops every task. */
    @Override
    public void close() {
        tasks.close();
    }
}
