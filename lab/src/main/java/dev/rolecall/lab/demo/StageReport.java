package dev.rolecall.lab.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.Target;

/** Tells what was deployed; outputs hold no secret, which is a rule of the CDK app. */
public final class StageReport {
    private StageReport() {}

    /** For scripts. */
    public static String json(Target target, Demo.Stage stage) {
        ObjectNode root = JsonDocument.object().put("target", target.name()).put("shown", target.shown().label())
                .put("region", target.region()).put("account", target.account());
        ArrayNode stacks = root.putArray("stacks");
        stacks(stage).forEach(stack -> {
            ObjectNode outputs = stacks.addObject().put("name", stack.name()).putObject("outputs");
            sorted(stack).forEach(outputs::put);
        });
        ObjectNode missing = root.putObject("notShown");
        stage.lesson().missing().forEach((workload, reason) -> missing.put(workload.id(), reason));
        return JsonDocument.write(root);
    }

    /** For people. */
    public static String text(Demo.Stage stage) {
        Stream<String> deployed = stacks(stage).flatMap(stack -> Stream.concat(Stream.of(stack.name()),
                sorted(stack).entrySet().stream().filter(output -> !output.getKey().startsWith("Export"))
                        .map(output -> "  " + output.getKey() + " = " + output.getValue())));
        Stream<String> missing = stage.lesson().missing().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(workload -> workload.getKey().id() + " is not shown here, because " + workload.getValue());
        return Stream.concat(deployed, missing).collect(Collectors.joining(System.lineSeparator()));
    }

    private static Stream<DeployedStack> stacks(Demo.Stage stage) {
        return new TreeMap<>(stage.lesson().stacks()).values().stream();
    }

    private static Map<String, String> sorted(DeployedStack stack) {
        return new TreeMap<>(stack.outputs());
    }
}
