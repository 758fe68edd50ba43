package dev.rolecall.cloud.ecs;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * What {@code RegisterTaskDefinition} asks for, checked as for Fargate.
 *
 * @param volumes  names of folders that the containers of one task share
 * @param platform CPU architecture and operating system as far as they are given; without effect
 * @param storage  GiB of ephemeral storage; without effect
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
record Registration(String family, Optional<String> taskRole, Optional<String> executionRole, FargateSize size,
        List<ContainerDefinition> containers, List<String> volumes, Map<String, String> platform, Optional<Integer> storage) {
    private static final int MOST_CONTAINERS = 10;
    private static final List<String> PLATFORM = List.of("cpuArchitecture", "operatingSystemFamily");

    Registration {
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
        platform = Map.copyOf(platform);
    }

    static Registration of(Parameters given, EcsArns arns) {
        given.takesOnly("RegisterTaskDefinition", "containerDefinitions", "cpu", "ephemeralStorage", "executionRoleArn", "family", "memory",
                "networkMode", "requiresCompatibilities", "runtimePlatform", "tags", "taskRoleArn", "volumes");
        String family = given.optional("family").orElseThrow(() -> EcsErrors.client("Family should not be null or empty."));
        if (!family.matches("[A-Za-z0-9_-]{1,255}")) {
            throw EcsErrors.client("Family contains invalid characters: " + family);
        }
        if (!given.strings("requiresCompatibilities").equals(List.of("FARGATE"))) {
            throw EcsErrors.notHere("other launch types than FARGATE: requiresCompatibilities has to be FARGATE");
        }
        if (!given.optional("networkMode").orElse("").equals("awsvpc")) {
            throw EcsErrors.client("Fargate only supports network mode 'awsvpc'.");
        }
        List<ContainerDefinition> containers = given.structures("containerDefinitions").stream()
                .map(container -> ContainerDefinition.of(container, arns.region())).toList();
        Map<String, String> platform = new LinkedHashMap<>();
        PLATFORM.forEach(member -> given.structure("runtimePlatform").optional(member).ifPresent(value -> platform.put(member, value)));
        Registration registration = new Registration(family, role(given, "taskRoleArn", arns), role(given, "executionRoleArn", arns),
                FargateSize.of(given.optional("cpu"), given.optional("memory")), containers, volumes(given), platform,
                given.structure("ephemeralStorage").integer("sizeInGiB"));
        registration.check();
        return registration;
    }

    /** A role by its ARN or its short name. */
    static Optional<String> role(Parameters given, String member, EcsArns arns) {
        return given.optional(member)
                .map(named -> named.startsWith("arn:") ? named : "arn:aws:iam::" + arns.accountId() + ":role/" + named);
    }

    private static List<String> volumes(Parameters given) {
        return given.structures("volumes").stream().map(volume -> {
            volume.takesOnly("a volume", "host", "name");
            if (volume.structure("host").optional("sourcePath").isPresent()) {
                throw EcsErrors.client("host.sourcePath should not be set for volumes in Fargate.");
            }
            return volume.required("name");
        }).toList();
    }

    private void check() {
        if (containers.isEmpty() || containers.size() > MOST_CONTAINERS) {
            throw EcsErrors.client("TaskDefinition has 1 to " + MOST_CONTAINERS + " containers.");
        }
        Set<String> names = new HashSet<>();
        for (ContainerDefinition container : containers) {
            if (!names.add(container.name())) {
                throw EcsErrors.client("Container name " + container.name() + " is not unique.");
            }
            container.mountPoints().stream().filter(mount -> !volumes.contains(mount.volume())).findFirst().ifPresent(mount -> {
                throw EcsErrors.client("Unknown volume '" + mount.volume() + "'.");
            });
        }
        if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            throw EcsErrors.client("TaskDefinition needs at least one essential container.");
        }
        if (executionRole.isEmpty() && containers.stream().anyMatch(container -> container.logs().isPresent())) {
            throw EcsErrors.client("Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        }
        containers.forEach(this::checkDependencies);
        containers.forEach(container -> checkOrder(container, Set.of()));
    }

    private void checkDependencies(ContainerDefinition container) {
        for (ContainerDefinition.Dependency dependency : container.dependsOn()) {
            ContainerDefinition other = find(dependency.container())
                    .orElseThrow(() -> EcsErrors.client("Container " + container.name() + " depends on " + dependency.container()
                            + ", which is not in the task definition."));
            if (other.essential() && dependency.condition() != ContainerDefinition.Condition.START) {
                throw EcsErrors.client("Container " + other.name() + " is essential: nothing can wait for its end.");
            }
        }
    }

    private void checkOrder(ContainerDefinition container, Set<String> before) {
        if (before.contains(container.name())) {
            throw EcsErrors.client("Container dependencies have a cycle at " + container.name() + ".");
        }
        Set<String> path = new HashSet<>(before);
        path.add(container.name());
        container.dependsOn().forEach(dependency -> find(dependency.container()).ifPresent(other -> checkOrder(other, path)));
    }

    private Optional<ContainerDefinition> find(String name) {
        return containers.stream().filter(container -> container.name().equals(name)).findFirst();
    }

    static AwsException unknownContainer(String name) {
        return AwsException.validation("Override for container named " + name + " is not a container in the TaskDefinition.");
    }
}
