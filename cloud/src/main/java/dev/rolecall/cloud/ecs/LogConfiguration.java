package dev.rolecall.cloud.ecs;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;

/**
 * The log driver {@code awslogs} of a container.
 *
 * @param options as they were given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html">Send Amazon ECS logs to CloudWatch</a>
 */
record LogConfiguration(Map<String, String> options) {
    private static final String GROUP = "awslogs-group";
    private static final String REGION = "awslogs-region";
    private static final String PREFIX = "awslogs-stream-prefix";
    private static final String CREATE = "awslogs-create-group";
    /** The last two say what is to happen when logging is slow, which it is not here. */
    private static final Set<String> KNOWN = Set.of(GROUP, REGION, PREFIX, CREATE, "mode", "max-buffer-size");

    LogConfiguration {
        options = Map.copyOf(options);
    }

    static LogConfiguration of(Parameters given, String region) {
        given.takesOnly("LogConfiguration", "logDriver", "options");
        if (!given.required("logDriver").equals("awslogs")) {
            throw EcsErrors.notHere("the log driver " + given.required("logDriver"));
        }
        Map<String, String> options = new TreeMap<>();
        given.structure("options").node().properties().forEach(option -> options.put(option.getKey(), option.getValue().asString()));
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw EcsErrors.notHere("the options " + unknown + " of awslogs");
        }
        for (String required : new String[]{GROUP, REGION, PREFIX}) {
            if (!options.containsKey(required)) {
                throw EcsErrors.client("Log driver awslogs requires options: " + required);
            }
        }
        if (!region.equals(options.get(REGION))) {
            throw EcsErrors.notHere("logging to another region than " + region);
        }
        return new LogConfiguration(options);
    }

    String group() {
        return options.getOrDefault(GROUP, "");
    }

    boolean createsGroup() {
        return options.getOrDefault(CREATE, "").equals("true");
    }

    /** {@code prefix/container/task}. */
    String stream(String container, String taskId) {
        return options.get(PREFIX) + "/" + container + "/" + taskId;
    }

    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("logDriver", "awslogs");
        options(node.putObject("options"));
        return node;
    }

    void options(ObjectNode to) {
        new TreeMap<>(options).forEach(to::put);
    }
}
