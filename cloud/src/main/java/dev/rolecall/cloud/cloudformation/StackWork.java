package dev.rolecall.cloud.cloudformation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.state.StateException;
import dev.rolecall.cloud.template.TemplateException;

/** Begins what is done to stacks: each is worked on by one at a time, in the name of its role or of the caller. */
final class StackWork {
    private final Surroundings surroundings;
    private final StackBook stacks;
    private final ExportTable exports;
    private final StackRequests requests;

    StackWork(Surroundings surroundings, StackBook stacks, ExportTable exports, StackRequests requests) {
        this.surroundings = surroundings;
        this.stacks = stacks;
        this.exports = exports;
        this.requests = requests;
    }

    ObjectNode create(Invocation call) {
        Stack stack = new Stack(requests.blueprint(requests.toCreate(call)), Status.CREATE_IN_PROGRESS, surroundings.clock(), this::note);
        Calls calls = calls(call, stack.role());
        StackEngine engine = engine(stack);
        CompletableFuture<Void> go = new CompletableFuture<>();
        stacks.add(new StackBook.Entry(stack, engine, go.thenCompose(_ -> InOrder.start(() -> engine.create(calls)))));
        go.complete(null);
        return identified(stack);
    }

    /**
     * Stacks as they were, but for those that were deleted long ago and what was under way.
     *
     * @throws StateException for a template that comes to something with the version that stored it and not with this one
     */
    void restore(Collection<StackRecord> stored) {
        stored.stream().filter(was -> !StackQueries.forgotten(was.snapshot(), surroundings.clock().instant()))
                .sorted(Comparator.comparing(was -> was.request().at())).forEach(was -> {
                    Stack stack = Stack.restored(was, evaluated(was), surroundings.clock(), this::note);
                    stacks.replace(new StackBook.Entry(stack, engine(stack), CompletableFuture.completedFuture(null)));
                });
    }

    private Blueprint evaluated(StackRecord was) {
        try {
            return requests.restored(was);
        } catch (TemplateException e) {
            throw StateException.unsuitable("The state has a stack " + was.request().name()
                    + " that this version does not read. Use the version that made it, or another folder.");
        }
    }

    /** A stack of which only a change set tells so far. */
    Stack announce(StackRequest request) {
        Stack stack = new Stack(requests.preview(request), Status.REVIEW_IN_PROGRESS, surroundings.clock(), this::note);
        stacks.add(new StackBook.Entry(stack, engine(stack), CompletableFuture.completedFuture(null)));
        return stack;
    }

    /** Creates an announced stack. */
    synchronized void createAnnounced(Invocation call, StackBook.Entry entry, StackRequest request) {
        Stack stack = entry.stack();
        Blueprint blueprint = requests.blueprint(request);
        Calls calls = calls(call, request.roleArn());
        stack.adopt(blueprint);
        request.roleArn().ifPresent(stack::workAs);
        stack.turn(Status.CREATE_IN_PROGRESS, Optional.of("User Initiated"));
        begin(entry, () -> entry.engine().create(calls));
    }

    synchronized ObjectNode update(Invocation call) {
        StackBook.Entry entry = stacks.entry(call.caller().accountId(), call.parameters().required("StackName"));
        Stack stack = entry.stack();
        mustBeUpdatable(stack);
        StackRequest request = requests.toUpdate(call, stack);
        if (unchanged(stack, requests.preview(request))) {
            throw AwsException.validation("No updates are to be performed.");
        }
        update(call, entry, request);
        return identified(stack);
    }

    /** Makes a stack what a request says. */
    synchronized void update(Invocation call, StackBook.Entry entry, StackRequest request) {
        Stack stack = entry.stack();
        mustBeUpdatable(stack);
        Blueprint blueprint = requests.blueprint(request);
        Calls calls = calls(call, request.roleArn());
        request.roleArn().ifPresent(stack::workAs);
        stack.turn(Status.UPDATE_IN_PROGRESS, Optional.of("User Initiated"));
        ResourceWork work = new ResourceWork(stack, calls, surroundings.region());
        begin(entry, () -> new StackUpdate(stack, blueprint, exports, work).run());
    }

    synchronized ObjectNode delete(Invocation call) {
        Optional<StackBook.Entry> found = stacks.find(call.caller().accountId(), call.parameters().required("StackName"));
        // As on AWS, a stack that is not there needs no deletion.
        found.filter(entry -> entry.live() && entry.stack().snapshot().status() != Status.DELETE_IN_PROGRESS).ifPresent(entry -> {
            Stack stack = entry.stack();
            Status status = stack.snapshot().status();
            if (status.updating()) {
                throw AwsException.validation("Stack [" + stack.request().id() + "] cannot be deleted while in status " + status);
            }
            exports.inUse(stack.request()).ifPresent(reason -> {
                throw AwsException.validation(reason);
            });
            Optional<String> role = call.parameters().optional("RoleARN").or(stack::role);
            Calls calls = calls(call, role);
            // From now on it is this stack's role.
            role.ifPresent(stack::workAs);
            entry.engine().cancel();
            stack.turn(Status.DELETE_IN_PROGRESS, Optional.of("User Initiated"));
            begin(entry, () -> entry.engine().delete(calls));
        });
        return Answers.empty();
    }

    static void mustBeUpdatable(Stack stack) {
        Status status = stack.snapshot().status();
        if (!status.updatable()) {
            throw AwsException.validation("Stack:" + stack.request().id() + " is in " + status + " state and can not be updated.");
        }
    }

    /** Whether a blueprint would change nothing: no resource, no output, no tag, no role. */
    static boolean unchanged(Stack stack, Blueprint next) {
        List<PlannedChange> changes = Preview.ofUpdate(stack, next);
        return changes.isEmpty() && stack.request().tags().equals(next.request().tags()) && stack.role().equals(next.request().roleArn())
                && stack.snapshot().outputs().equals(next.evaluation().outputs(stack));
    }

    private void begin(StackBook.Entry entry, Runnable task) {
        CompletableFuture<Void> work = entry.work().handle((_, _) -> Boolean.TRUE).thenCompose(_ -> InOrder.start(task));
        stacks.replace(new StackBook.Entry(entry.stack(), entry.engine(), work));
    }

    private StackEngine engine(Stack stack) {
        return new StackEngine(stack, exports, surroundings.region());
    }

    /** In the name of the role, or of the caller where there is none. */
    private Calls calls(Invocation call, Optional<String> role) {
        return Calls.as(role.map(this::worker).orElse(call.caller()), surroundings.invoker());
    }

    private Caller worker(String role) {
        try {
            return surroundings.roles().assume(role);
        } catch (AwsException e) {
            // Why not is in the audit trail.
            throw AwsException.validation("Role " + role + " is invalid or cannot be assumed");
        }
    }

    /** Keeps what a stack is after each step: it goes on when the call that began it is answered. */
    private void note() {
        try {
            surroundings.state().save();
        } catch (StateException e) {
            // The next save tries again; if it cannot either, the call that it is for is answered with the error.
        }
    }

    private static ObjectNode identified(Stack stack) {
        return Answers.empty().put("StackId", stack.request().id());
    }
}
