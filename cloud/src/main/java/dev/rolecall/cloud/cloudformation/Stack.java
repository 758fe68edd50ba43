package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.ResourceValues;

/** A stack and its history. What it says of itself is consistent at any moment, whoever works on it. */
final class Stack implements ResourceValues {
    private static final String TYPE = "AWS::CloudFormation::Stack";

    private final StackRequest request;
    private final Evaluation evaluation;
    private final InstantSource clock;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private List<Evaluation.Output> outputs = List.of();
    private Status status = Status.CREATE_IN_PROGRESS;
    private Optional<String> reason = Optional.empty();
    private Optional<String> role;
    private Optional<Instant> deletedAt = Optional.empty();

    /** How a stack stands. */
    record Snapshot(Status status, Optional<String> reason, Optional<Instant> deletedAt, List<Evaluation.Output> outputs) {}

    Stack(StackRequest request, Evaluation evaluation, InstantSource clock) {
        this.request = request;
        this.evaluation = evaluation;
        this.clock = clock;
        this.role = request.roleArn();
        turn(Status.CREATE_IN_PROGRESS, Optional.of("User Initiated"));
    }

    StackRequest request() {
        return request;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /** The service role: CloudFormation uses it for whatever is done to the stack. */
    synchronized Optional<String> role() {
        return role;
    }

    synchronized void workAs(String roleArn) {
        role = Optional.of(roleArn);
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(status, reason, deletedAt, outputs);
    }

    synchronized void turn(Status next, Optional<String> why) {
        status = next;
        // A stack that has come to rest keeps telling why it did.
        reason = next == Status.ROLLBACK_COMPLETE || next == Status.ROLLBACK_FAILED ? why.or(() -> reason) : why;
        if (next == Status.DELETE_COMPLETE) {
            deletedAt = Optional.of(clock.instant());
        }
        events.add(new StackEvent(UUID.randomUUID().toString(), request.name(), request.id(), TYPE, next, why, clock.instant()));
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

    synchronized StackResource begin(String logicalId, String type) {
        StackResource resource = new StackResource(logicalId, type, clock.instant());
        resources.put(logicalId, resource);
        turn(resource, Status.CREATE_IN_PROGRESS, Optional.empty());
        return resource;
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

    void forgetSecrets() {
        resources().forEach(StackResource::forgetSecrets);
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
