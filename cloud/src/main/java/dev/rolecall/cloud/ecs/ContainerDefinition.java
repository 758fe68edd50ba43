package dev.rolecall.cloud.ecs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * A container of a task definition, checked. Its environment may hold secrets and is never printed.
 *
 * @param entryPoint  empty for the image's own
 * @param command     what the image is started with
 * @param user        shown and without effect: a process here is its user's own
 * @param startTimeout in seconds: how long others wait for it to be as they need it; empty for as long as it takes
 * @param stopTimeout in seconds, between SIGTERM and SIGKILL
 * @param sizes       {@code cpu}, {@code memory} and {@code memoryReservation} as far as they are given; without effect
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">ContainerDefinition</a>
 */
record ContainerDefinition(String name, String image, boolean essential, List<String> entryPoint, List<String> command,
        Map<String, String> environment, List<MountPoint> mountPoints, List<Dependency> dependsOn, Optional<Integer> startTimeout,
        Optional<Integer> stopTimeout, Optional<String> user, Optional<String> workingDirectory, boolean readonlyRootFilesystem,
        Optional<LogConfiguration> logs, Map<String, Integer> sizes) {

    /** What AWS takes where nothing is said. */
    private static final int STOP_TIMEOUT = 30;
    /** Of Fargate, in seconds. */
    private static final int LONGEST_TIMEOUT = 120;
    private static final List<String> SIZES = List.of("cpu", "memory", "memoryReservation");
    /** What re-registering a definition that was described has in it, and what has no effect when it is empty. */
    private static final List<String> EMPTY = List.of("portMappings", "volumesFrom", "systemControls", "secrets", "environmentFiles",
            "resourceRequirements", "links", "dnsServers", "ulimits");

    /** Where a container sees a volume of its task. */
    record MountPoint(String volume, String path, boolean readOnly) {}

    /** What has to be of another container before this one starts. */
    record Dependency(String container, Condition condition) {}

    enum Condition {
        START, COMPLETE, SUCCESS
    }

    ContainerDefinition {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        mountPoints = List.copyOf(mountPoints);
        dependsOn = List.copyOf(dependsOn);
        sizes = Map.copyOf(sizes);
    }

    static ContainerDefinition of(Parameters given, String region) {
        refuse(given);
        String name = given.optional("name").orElseThrow(() -> EcsErrors.client("Container.name should not be null or empty."));
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw EcsErrors.client("Invalid container name: " + name);
        }
        String image = given.optional("image").orElseThrow(() -> EcsErrors.client("Container.image should not be null or empty."));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        SIZES.forEach(size -> given.integer(size).ifPresent(value -> sizes.put(size, value)));
        return new ContainerDefinition(name, image, given.optional("essential").map(Boolean::parseBoolean).orElse(true),
                given.strings("entryPoint"), given.strings("command"), environment(given),
                given.structures("mountPoints").stream().map(ContainerDefinition::mountPoint).toList(),
                given.structures("dependsOn").stream().map(ContainerDefinition::dependency).toList(), timeout(given, "startTimeout"),
                timeout(given, "stopTimeout"), given.optional("user"), given.optional("workingDirectory"),
                given.flag("readonlyRootFilesystem"),
                given.node().has("logConfiguration")
                        ? Optional.of(LogConfiguration.of(given.structure("logConfiguration"), region))
                        : Optional.empty(),
                sizes);
    }

    /** Variables by name and value, as definitions and overrides have them. */
    static Map<String, String> environment(Parameters given) {
        Map<String, String> environment = new LinkedHashMap<>();
        given.structures("environment")
                .forEach(variable -> environment.put(variable.required("name"), variable.optional("value").orElse("")));
        return environment;
    }

    int stopSeconds() {
        return stopTimeout.orElse(STOP_TIMEOUT);
    }

    /** The same with what a task was run with instead. */
    ContainerDefinition with(List<String> otherCommand, Map<String, String> moreEnvironment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(moreEnvironment);
        return new ContainerDefinition(name, image, essential, entryPoint, otherCommand.isEmpty() ? command : otherCommand, all,
                mountPoints,
                dependsOn, startTimeout, stopTimeout, user, workingDirectory, readonlyRootFilesystem, logs, sizes);
    }

    @Override
    public String toString() {
        return "ContainerDefinition[" + name + ", " + image + "]";
    }

    private static void refuse(Parameters given) {
        List<String> known = new ArrayList<>(List.of("name", "image", "essential", "entryPoint", "command", "environment", "mountPoints",
                "dependsOn", "startTimeout", "stopTimeout", "user", "workingDirectory", "readonlyRootFilesystem", "logConfiguration"));
        known.addAll(SIZES);
        EMPTY.stream().filter(member -> given.node().path(member).isEmpty()).forEach(known::add);
        given.takesOnly("a container definition", known.toArray(String[]::new));
    }

    private static MountPoint mountPoint(Parameters given) {
        String path = given.required("containerPath");
        if (!path.startsWith("/")) {
            throw EcsErrors.client("Invalid container path: " + path + " is not absolute.");
        }
        return new MountPoint(given.required("sourceVolume"), path, given.flag("readOnly"));
    }

    private static Dependency dependency(Parameters given) {
        String condition = given.required("condition");
        return new Dependency(given.required("containerName"), switch (condition) {
            case "START" -> Condition.START;
            case "COMPLETE" -> Condition.COMPLETE;
            case "SUCCESS" -> Condition.SUCCESS;
            case "HEALTHY" -> throw EcsErrors.notHere("health checks, and so the condition HEALTHY");
            default -> throw AwsException.validation("Invalid container dependency condition: " + condition);
        });
    }

    private static Optional<Integer> timeout(Parameters given, String member) {
        Optional<Integer> seconds = given.integer(member);
        if (seconds.filter(value -> value < 2 || value > LONGEST_TIMEOUT).isPresent()) {
            throw EcsErrors.client("Invalid value of '" + member + "': it is 2 to " + LONGEST_TIMEOUT + " seconds.");
        }
        return seconds;
    }
}
