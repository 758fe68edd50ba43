package dev.rolecall.cloud.ecs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A revision of a family. It never changes but for its tags and its end.
 *
 * @param revision     from 1
 * @param registeredBy the ARN of whoever registered it
 * @param deregistered when no new tasks were to be run of it any more
 */
record TaskDefinition(String arn, int revision, Registration registration, Instant registered, String registeredBy,
        Optional<Instant> deregistered, Map<String, String> tags) {
    TaskDefinition {
        tags = Map.copyOf(tags);
    }

    boolean isActive() {
        return deregistered.isEmpty();
    }

    String family() {
        return registration.family();
    }

    TaskDefinition ended(Instant now) {
        return isActive() ? new TaskDefinition(arn, revision, registration, registered, registeredBy, Optional.of(now), tags) : this;
    }

    TaskDefinition tagged(Map<String, String> changed) {
        return new TaskDefinition(arn, revision, registration, registered, registeredBy, deregistered, changed);
    }

    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("taskDefinitionArn", arn);
        ArrayNode containers = node.putArray("containerDefinitions");
        registration.containers().forEach(container -> containers.add(ContainerAnswer.of(container)));
        node.put("family", family());
        registration.taskRole().ifPresent(role -> node.put("taskRoleArn", role));
        registration.executionRole().ifPresent(role -> node.put("executionRoleArn", role));
        node.put("networkMode", "awsvpc").put("revision", revision);
        ArrayNode volumes = node.putArray("volumes");
        registration.volumes().forEach(volume -> volumes.addObject().put("name", volume).putObject("host"));
        node.put("status", isActive() ? "ACTIVE" : "INACTIVE");
        node.putArray("placementConstraints");
        node.putArray("compatibilities").add("EC2").add("FARGATE");
        node.putArray("requiresCompatibilities").add("FARGATE");
        node.put("cpu", String.valueOf(registration.size().cpu())).put("memory", String.valueOf(registration.size().memory()));
        if (!registration.platform().isEmpty()) {
            registration.platform().forEach(node.putObject("runtimePlatform")::put);
        }
        registration.storage().ifPresent(size -> node.putObject("ephemeralStorage").put("sizeInGiB", size));
        node.put("registeredAt", Timestamps.of(registered)).put("registeredBy", registeredBy);
        deregistered.ifPresent(time -> node.put("deregisteredAt", Timestamps.of(time)));
        return node;
    }
}
