package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.ResourceValues;

/** A stack and its history. What it says of itself is consistent at any moment, whoever works on it. */
final class Stack implements ResourceValues {
    private final InstantSource clock;
    private final Runnable noted;
    private Blueprint blueprint;
    private final Holdings holdings = new Holdings();
    /** What may need what besides what the blueprint says: as it is to be, or was, while an update is not complete. */
    private Map<String, Set<String>> besides = Map.of();
    private final StackHistory history;
    private StackSnapshot snapshot;
    private Optional<String> role;
    private StackNotes notes = StackNotes.NONE;
    /** Whether somebody wants the update under way to go back. */
    private boolean cancelled;
    /** What it was when it was last asked, until something changes. */
    private Optional<StackRecord> record = Optional.empty();

    /**
     * A stack that is being created, or one of which so far only a change set tells.
     *
     * @param noted is run after each step: who looks at {@link #record} then can tell it later
     */
    Stack(Blueprint blueprint, Status status, InstantSource clock, Runnable noted) {
        this(blueprint, new StackSnapshot(status, Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                blueprint.request().roleArn(), clock, noted);
        change(status, Optional.of("User Initiated"));
    }

    private Stack(Blueprint blueprint, StackSnapshot snapshot, Optional<String> role, InstantSource clock, Runnable noted) {
        this.history = new StackHistory(blueprint.request().id(), blueprint.request().name());
        this.blueprint = blueprint;
        this.snapshot = snapshot;
        this.role = role;
        this.clock = clock;
        this.noted = noted;
    }

    /** A stack as it was; what was under way has failed. */
    static Stack restored(StackRecord was, Blueprint blueprint, InstantSource clock, Runnable noted) {
        Stack stack = new Stack(blueprint, was.snapshot(), was.role(), clock, noted);
        was.resources().forEach(resource -> stack.holdings.place(new StackResource(resource)));
        was.aside().forEach(resource -> stack.holdings.putAside(new StackResource(resource)));
        stack.besides = was.besides();
        stack.history.addAll(was.events());
        stack.interrupted();
        return stack;
    }

    private synchronized void interrupted() {
        existing().forEach(resource -> Interruption.ofResource(resource.state().status()).ifPresent(
                next -> change(resource, next, Optional.of(Interruption.reason(resource.state().status(), Optional.empty())))));
        Interruption.ofStack(snapshot.status())
                .ifPresent(next -> change(next, Optional.of(Interruption.reason(snapshot.status(), snapshot.reason()))));
    }

    /** All that it is; the same object for as long as nothing changes. */
    synchronized StackRecord record() {
        List<ResourceRecord> inPlace = holdings.placed().stream().map(StackResource::now).toList();
        List<ResourceRecord> others = holdings.aside().stream().map(StackResource::now).toList();
        StackRecord now = record.filter(known -> known.holds(inPlace, others)).orElseGet(
                () -> new StackRecord(request(), blueprint.lookedUp(), snapshot, role, history.events(), inPlace, others, besides));
        record = Optional.of(now);
        return now;
    }

    synchronized Blueprint blueprint() {
        return blueprint;
    }

    /** The stack is what another blueprint says from now on. */
    synchronized void adopt(Blueprint next) {
        blueprint = next;
        record = Optional.empty();
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
        record = Optional.empty();
    }

    synchronized StackNotes notes() {
        return notes;
    }

    synchronized void renote(UnaryOperator<StackNotes> change) {
        notes = change.apply(notes);
    }

    /** What it was last asked to be, whether it came to it or not. */
    synchronized StackRequest requested() {
        return notes.attempted().orElseGet(this::request);
    }

    void attempted(Optional<StackRequest> request) {
        renote(now -> now.attempting(request));
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Lets what is being changed finish, and begins nothing more. */
    synchronized void cancel() {
        cancelled = true;
    }

    /** Whether it was complete at any time: there is something to go back to. */
    synchronized boolean wasComplete() {
        return history.wasComplete();
    }

    synchronized StackSnapshot snapshot() {
        return snapshot;
    }

    void turn(Status next, Optional<String> why) {
        change(next, why);
        note();
    }

    /** Keeps what it is now. Not under its monitor: whoever keeps it takes that. */
    void note() {
        noted.run();
    }

    private synchronized void change(Status next, Optional<String> why) {
        Instant now = clock.instant();
        snapshot = snapshot.turned(next, why, now);
        cancelled &= next != Status.UPDATE_IN_PROGRESS;
        if (next == Status.DELETE_COMPLETE) {
            notes = StackNotes.NONE;
        }
        history.stack(next, why, now);
        record = Optional.empty();
    }

    /** All of it is there, and nobody has asked for its deletion meanwhile. */
    void completed() {
        synchronized (this) {
            if (snapshot.status() == Status.CREATE_IN_PROGRESS) {
                change(Status.CREATE_COMPLETE, Optional.empty());
            }
        }
        note();
    }

    synchronized void outputs(List<Evaluation.Output> resolved) {
        snapshot = snapshot.with(resolved);
        record = Optional.empty();
    }

    StackResource begin(String logicalId, String type, Status inProgress) {
        StackResource resource = new StackResource(logicalId, type, inProgress, clock.instant());
        synchronized (this) {
            holdings.place(resource);
            change(resource, inProgress, Optional.empty());
        }
        note();
        return resource;
    }

    /** An update begins, after which the resources need each other like this. */
    synchronized void updating(Map<String, Set<String>> dependencies) {
        besides = DeletionOrder.merged(besides, dependencies);
        record = Optional.empty();
    }

    /** A resource that is to take the place of another, and does not yet. */
    StackResource replacement(StackResource old) {
        StackResource fresh = new StackResource(old.logicalId(), old.type(), Status.UPDATE_IN_PROGRESS, clock.instant());
        synchronized (this) {
            change(old, Status.UPDATE_IN_PROGRESS,
                    Optional.of("Requested update requires the creation of a new physical resource; hence creating one."));
            holdings.putAside(fresh);
        }
        note();
        return fresh;
    }

    /** Puts aside what failed to be made. */
    synchronized void putUnmadeAside() {
        holdings.placed().stream().filter(resource -> resource.applied().isEmpty()).forEach(holdings::putAside);
    }

    /** Forgets a resource that somebody else has deleted. */
    synchronized void lose(StackResource resource) {
        holdings.putAside(resource);
        holdings.forget(resource);
        record = Optional.empty();
    }

    /** A resource is there under its logical id; what was, is put aside. */
    synchronized void put(StackResource resource) {
        holdings.place(resource);
    }

    /** All is as another blueprint says, but for what has to go now: that is put aside, and what shall stay is forgotten. */
    void updated(Blueprint next) {
        synchronized (this) {
            change(Status.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, Optional.empty());
            holdings.part(blueprint, next).forEach(staying -> change(staying, Status.DELETE_SKIPPED, Optional.empty()));
            besides = blueprint.evaluation().dependencies();
            adopt(next);
        }
        note();
    }

    /** All is as it was before an update, but for what that has made, the newest first: it is put aside to go now. */
    void rolledBack(List<StackResource> made) {
        synchronized (this) {
            change(Status.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, Optional.empty());
            made.forEach(holdings::putAside);
        }
        note();
    }

    /** An update is complete, or is taken back completely. */
    void settle(Status complete, Optional<String> why) {
        synchronized (this) {
            besides = Map.of();
            // It was compared with what it is no more.
            notes = notes.attempting(Optional.empty()).compared(Optional.empty());
            change(complete, why);
        }
        note();
    }

    /** Forgets a resource that is in its place no more. */
    synchronized void forget(StackResource resource) {
        holdings.forget(resource);
    }

    void turn(StackResource resource, Status next, Optional<String> why) {
        change(resource, next, why);
        note();
    }

    private synchronized void change(StackResource resource, Status next, Optional<String> why) {
        Instant now = clock.instant();
        resource.turn(new StackResource.State(next, why, now));
        history.resource(resource, next, why, now);
        record = Optional.empty();
    }

    synchronized List<StackResource> resources() {
        return holdings.placed();
    }

    synchronized Optional<StackResource> resource(String logicalId) {
        return holdings.placed(logicalId);
    }

    /** What exists and is in its place no more, or not yet, in the order in which it goes. */
    synchronized List<StackResource> aside() {
        return holdings.aside();
    }

    /** All that may have to be deleted: what is in its place, and what is aside. */
    synchronized List<StackResource> existing() {
        return holdings.all();
    }

    /** What may need what, before and after an update that is not complete. */
    synchronized Map<String, Set<String>> dependencies() {
        return DeletionOrder.merged(evaluation().dependencies(), besides);
    }

    /** The newest first, as AWS lists them. */
    synchronized List<StackEvent> events() {
        return history.events().reversed();
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
