package dev.rolecall.cloud.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;

/**
 * What a task is to have otherwise than its definition says.
 *
 * @param size empty where it is the definition's
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html">TaskOverride</a>
 */
record Overrides(List<Container> containers, Optional<String> taskRole, Optional<String> executionRole, Optional<FargateSize> size) {

    Overrides {
        containers = List.copyOf(containers);
    }

    /** Of one container; its environment may hold secrets. */
    record Container(String name, List<String> command, Map<String, String> environment) {
        Container {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        @Override
        public String toString() {
            return "Container[" + name + ", environment " + environment.keySet() + "]";
        }
    }

    static Overrides of(Parameters given, TaskDefinition definition, EcsArns arns) {
        given.takesOnly("overrides", "containerOverrides", "cpu", "executionRoleArn", "memory", "taskRoleArn");
        List<Container> containers = new ArrayList<>();
        for (Parameters container : given.structures("containerOverrides")) {
            container.takesOnly("containerOverrides", "command", "environment", "name");
            String name = container.required("name");
            if (definition.registration().containers().stream().noneMatch(known -> known.name().equals(name))) {
                throw Registration.unknownContainer(name);
            }
            containers.add(new Container(name, container.strings("command"), ContainerDefinition.environment(container)));
        }
        Optional<String> cpu = given.optional("cpu");
        Optional<String> memory = given.optional("memory");
        FargateSize own = definition.registration().size();
        return new Overrides(containers, Registration.role(given, "taskRoleArn", arns), Registration.role(given, "executionRoleArn", arns),
                cpu.isEmpty() && memory.isEmpty()
                        ? Optional.empty()
                        : Optional.of(FargateSize.of(cpu.or(() -> Optional.of(String.valueOf(own.cpu()))),
                                memory.or(() -> Optional.of(String.valueOf(own.memory()))))));
    }

    ContainerDefinition apply(ContainerDefinition container) {
        return containers.stream().filter(override -> override.name().equals(container.name())).findFirst()
                .map(override -> container.with(override.command(), override.environment())).orElse(container);
    }

    ObjectNode node(TaskDefinition definition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode list = node.putArray("containerOverrides");
        for (ContainerDefinition container : definition.registration().containers()) {
            ObjectNode one = list.addObject().put("name", container.name());
            containers.stream().filter(override -> override.name().equals(container.name())).findFirst().ifPresent(override -> {
                ContainerAnswer.list(one, "command", override.command());
                if (!override.environment().isEmpty()) {
                    ContainerAnswer.environment(one, override.environment());
                }
            });
        }
        node.putArray("inferenceAcceleratorOverrides");
        taskRole.ifPresent(role -> node.put("taskRoleArn", role));
        executionRole.ifPresent(role -> node.put("executionRoleArn", role));
        size.ifPresent(other -> node.put("cpu", String.valueOf(other.cpu())).put("memory", String.valueOf(other.memory())));
        return node;
    }
}
