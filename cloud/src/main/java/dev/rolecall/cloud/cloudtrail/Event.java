package dev.rolecall.cloud.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.audit.Recorded;

/**
 * A call as an event of CloudTrail.
 *
 * @param region the cloud's
 */
record Event(AuditRecord entry, String region) {

    String id() {
        return UUID.nameUUIDFromBytes(entry.requestId().getBytes(StandardCharsets.UTF_8)).toString();
    }

    String name() {
        return EventNames.of(entry.service(), entry.operation());
    }

    /** Whole seconds, as CloudTrail has them. */
    Instant time() {
        return entry.time().truncatedTo(ChronoUnit.SECONDS);
    }

    String source() {
        return entry.service() + ".amazonaws.com";
    }

    boolean isReadOnly() {
        return EventNames.isReadOnly(entry.service(), entry.operation());
    }

    /** What the event has of a lookup attribute. */
    List<String> values(String attribute) {
        return switch (attribute) {
            case "AccessKeyId" -> entry.accessKeyId().stream().toList();
            case "EventId" -> List.of(id());
            case "EventName" -> List.of(name());
            case "EventSource" -> List.of(source());
            case "ReadOnly" -> List.of(String.valueOf(isReadOnly()));
            case "ResourceName" -> entry.recorded().resources().stream().map(Recorded.Named::name).toList();
            case "ResourceType" -> entry.recorded().resources().stream().map(Recorded.Named::type).toList();
            case "Username" -> username().stream().toList();
            default -> List.of();
        };
    }

    private Optional<String> username() {
        return UserIdentity.userName(entry.caller().principal());
    }

    /** An item of the answer of {@code LookupEvents}. */
    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("EventId", id()).put("EventName", name())
                .put("ReadOnly", String.valueOf(isReadOnly())).put("EventTime", time().getEpochSecond()).put("EventSource", source());
        entry.accessKeyId().ifPresent(key -> node.put("AccessKeyId", key));
        username().ifPresent(name -> node.put("Username", name));
        ArrayNode resources = node.putArray("Resources");
        entry.recorded().resources()
                .forEach(resource -> resources.addObject().put("ResourceType", resource.type()).put("ResourceName", resource.name()));
        return node.put("CloudTrailEvent", new EventRecord(this).node().toString());
    }
}
