package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.ResourceValues;

/** A stack and its history. What it says of itself is consistent at any moment, whoever works on it. */
final class Stack implements ResourceValues {
    private static final String TYPE = "AWS::CloudFormation::Stack";
    private static final Set<Status> KEEPS_ITS_REASON = EnumSet.of(Status.ROLLBACK_COMPLETE, Status.ROLLBACK_FAILED,
            Status.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, Status.UPDATE_ROLLBACK_COMPLETE);

    private final String id;
    private final String name;
    private Blueprint blueprint;
    private final InstantSource clock;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private List<Evaluation.Output> outputs = List.of();
    private Status status = Status.CREATE_IN_PROGRESS;
    private Optional<String> reason = Optional.empty();
    private Optional<String> role;
    private Optional<Instant> updatedAt = Optional.empty();
    private Optional<Instant> deletedAt = Optional.empty();

    /** How a stack stands. */
    record Snapshot(Status status, Optional<String> reason, Optional<Instant> updatedAt, Optional<Instant> deletedAt,
            List<Evaluation.Output> outputs) {}

    /** A stack that is being created, or one of which so far only a change set tells. */
    Stack(Blueprint blueprint, Status status, InstantSource clock) {
        this.id = blueprint.request().id();
        this.name = blueprint.request().name();
        this.blueprint = blueprint;
        this.clock = clock;
        this.role = blueprint.request().roleArn();
        turn(status, Optional.of("User Initiated"));
    }

    synchronized Blueprint blueprint() {
        return blueprint;
    }

    /** The stack is what another blueprint says from now on; the answer is what it was before. */
    synchronized Blueprint adopt(Blueprint next) {
        Blueprint before = blueprint;
        blueprint = next;
        return before;
    }

    StackRequest request() {
        return blueprint().request();
    }

    Evaluation evaluation() {
        return blueprint().evaluation();
    }

    /** The service role: CloudFormation uses it for whatever is done to the stack. */
    synchronized Optional<String> role() {
        return role;
    }

    synchronized void workAs(String roleArn) {
        role = Optional.of(roleArn);
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(status, reason, updatedAt, deletedAt, outputs);
    }

    synchronized void turn(Status next, Optional<String> why) {
        status = next;
        // A stack that has come to rest keeps telling why it did.
        reason = KEEPS_ITS_REASON.contains(next) ? why.or(() -> reason) : why;
        if (next == Status.UPDATE_IN_PROGRESS) {
            updatedAt = Optional.of(clock.instant());
        }
        if (next == Status.DELETE_COMPLETE) {
            deletedAt = Optional.of(clock.instant());
        }
        events.add(new StackEvent(UUID.randomUUID().toString(), name, id, TYPE, next, why, clock.instant()));
    }

    /** All of it is there, and nobody has asked for its deletion meanwhile. */
    synchronized void completed() {
        if (status == Status.CREATE_IN_PROGRESS) {
            turn(Status.CREATE_COMPLETE, Optional.empty());
        }
    }

    synchronized void outputs(List<Evaluation.Output> resolved) {
        outputs = List.copyOf(resolved);
    }

    synchronized StackResource begin(String logicalId, String type, Status inProgress) {
        StackResource resource = new StackResource(logicalId, type, inProgress, clock.instant());
        resources.put(logicalId, resource);
        turn(resource, inProgress, Optional.empty());
        return resource;
    }

    /** A resource that is to take the place of another, and does not yet. */
    synchronized StackResource replacement(StackResource old) {
        turn(old, Status.UPDATE_IN_PROGRESS,
                Optional.of("Requested update requires the creation of a new physical resource; hence creating one."));
        return new StackResource(old.logicalId(), old.type(), Status.UPDATE_IN_PROGRESS, clock.instant());
    }

    /** A resource is there under its logical id, in the place of what was. */
    synchronized void put(StackResource resource) {
        resources.put(resource.logicalId(), resource);
    }

    /** Forgets a resource that is in its place no more. */
    synchronized void remove(StackResource resource) {
        resources.remove(resource.logicalId(), resource);
    }

    synchronized void turn(StackResource resource, Status next, Optional<String> why) {
        Instant now = clock.instant();
        resource.turn(new StackResource.State(next, why, now));
        String id = resource.logicalId() + "-" + next + "-" + UUID.randomUUID();
        events.add(new StackEvent(id, resource.logicalId(), resource.physicalId().orElse(""), resource.type(), next, why, now));
    }

    synchronized List<StackResource> resources() {
        return List.copyOf(resources.values());
    }

    synchronized Optional<StackResource> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId));
    }

    /** The newest first, as AWS lists them. */
    synchronized List<StackEvent> events() {
        return List.copyOf(events).reversed();
    }

    @Override
    public Optional<String> ref(String logicalId) {
        return resource(logicalId).flatMap(StackResource::physicalId);
    }

    @Override
    public Optional<JsonNode> attribute(String logicalId, String name) {
        return resource(logicalId).flatMap(resource -> resource.attribute(name));
    }
}
