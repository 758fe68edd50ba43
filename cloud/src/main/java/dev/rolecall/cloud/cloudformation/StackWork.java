package dev.rolecall.cloud.cloudformation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.state.StateException;
import dev.rolecall.cloud.template.TemplateException;

/** Begins what is done to stacks: each is worked on by one at a time, in the name of its role or of the caller. */
final class StackWork {
    /** As long as an answer takes to arrive, and more. */
    private static final Executor ANSWERED = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

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
        Parameters parameters = call.parameters();
        parameters.takesOnly("CreateStack", "Capabilities", "ClientRequestToken", "DeploymentConfig", "DisableRollback",
                "EnableTerminationProtection", "NotificationARNs", "OnFailure", "Parameters", "RoleARN", "StackName", "Tags",
                "TemplateBody", "TemplateURL");
        Stack stack = new Stack(requests.blueprint(requests.toCreate(call)), Status.CREATE_IN_PROGRESS, surroundings.clock(), this::note);
        stack.renote(now -> now.protectedFromDeletion(parameters.flag("EnableTerminationProtection")));
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
        call.parameters().takesOnly("UpdateStack", "Capabilities", "ClientRequestToken", "DeploymentConfig", "DisableRollback",
                "NotificationARNs", "Parameters", "RoleARN", "StackName", "Tags", "TemplateBody", "TemplateURL", "UsePreviousTemplate");
        Manner manner = new Manner(call.parameters().flag("DisableRollback"), false);
        mustBeUpdatable(stack, manner.preserving());
        StackRequest request = requests.toUpdate(call, stack);
        if (unchanged(stack, requests.preview(request))) {
            throw AwsException.validation("No updates are to be performed.");
        }
        update(call, entry, request, manner);
        return identified(stack);
    }

    /** Makes a stack what a request says. */
    synchronized void update(Invocation call, StackBook.Entry entry, StackRequest request, Manner manner) {
        Stack stack = entry.stack();
        mustBeUpdatable(stack, manner.preserving());
        Blueprint blueprint = requests.blueprint(request);
        Calls calls = calls(call, request.roleArn());
        request.roleArn().ifPresent(stack::workAs);
        stack.turn(Status.UPDATE_IN_PROGRESS, Optional.of("User Initiated"));
        ResourceWork work = resourceWork(stack, calls);
        Comparison comparison = new Comparison(stack, calls, surroundings.clock());
        begin(entry, () -> new StackUpdate(stack, blueprint, exports, work, manner, comparison).run());
    }

    /** Takes back what stopped on its way, where nothing was to go back at once. */
    synchronized ObjectNode rollBack(Invocation call) {
        call.parameters().takesOnly("RollbackStack", "ClientRequestToken", "RetainExceptOnCreate", "RoleARN", "StackName");
        StackBook.Entry entry = stacks.entry(call.caller().accountId(), call.parameters().required("StackName"));
        Stack stack = entry.stack();
        Status status = stack.snapshot().status();
        if (!status.unfinished()) {
            throw AwsException.validation("Stack [" + stack.request().id() + "] cannot be rolled back while in status " + status);
        }
        Calls calls = callsFromNowOn(call, stack);
        if (stack.wasComplete()) {
            stack.turn(Status.UPDATE_ROLLBACK_IN_PROGRESS, Optional.of("User Initiated"));
            beginAfterTheAnswer(entry, () -> new StackRollback(stack, resourceWork(stack, calls), Set.of(), false).run());
        } else {
            boolean all = call.parameters().flag("RetainExceptOnCreate");
            stack.turn(Status.ROLLBACK_IN_PROGRESS, Optional.of("User Initiated"));
            beginAfterTheAnswer(entry, () -> entry.engine().rollBack(calls, all));
        }
        return identified(stack);
    }

    /** Tries once more to take back what could not be. */
    synchronized ObjectNode continueRollBack(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("ContinueUpdateRollback", "ClientRequestToken", "ForceRollback", "ResourcesToSkip", "RoleARN", "StackName");
        StackBook.Entry entry = stacks.entry(call.caller().accountId(), parameters.required("StackName"));
        Stack stack = entry.stack();
        Status status = stack.snapshot().status();
        if (status != Status.UPDATE_ROLLBACK_FAILED) {
            throw AwsException.validation("Stack:" + stack.request().id() + " is in " + status
                    + " state and can not continue rollback; only UPDATE_ROLLBACK_FAILED can.");
        }
        Set<String> skipped = Set.copyOf(parameters.strings("ResourcesToSkip"));
        skipped.stream().sorted().filter(id -> stack.resource(id).filter(resource -> resource.state().status() == Status.UPDATE_FAILED)
                .isEmpty()).findFirst().ifPresent(id -> {
                    throw AwsException.validation("ResourcesToSkip names " + id + ", which is not in UPDATE_FAILED. Only resources whose "
                            + "rollback failed can be skipped.");
                });
        Calls calls = callsFromNowOn(call, stack);
        stack.turn(Status.UPDATE_ROLLBACK_IN_PROGRESS, Optional.of("User Initiated"));
        beginAfterTheAnswer(entry,
                () -> new StackRollback(stack, resourceWork(stack, calls), skipped, parameters.flag("ForceRollback")).run());
        return Answers.empty();
    }

    ObjectNode cancel(Invocation call) {
        call.parameters().takesOnly("CancelUpdateStack", "ClientRequestToken", "StackName");
        Stack stack = stacks.get(call.caller().accountId(), call.parameters().required("StackName"));
        if (stack.snapshot().status() != Status.UPDATE_IN_PROGRESS) {
            throw AwsException.validation("CancelUpdateStack cannot be called from current stack status");
        }
        stack.cancel();
        return Answers.empty();
    }

    ObjectNode protect(Invocation call) {
        Stack stack = stacks.get(call.caller().accountId(), call.parameters().required("StackName"));
        boolean enabled = Boolean.parseBoolean(call.parameters().required("EnableTerminationProtection"));
        stack.renote(now -> now.protectedFromDeletion(enabled));
        return identified(stack);
    }

    synchronized ObjectNode delete(Invocation call) {
        call.parameters().takesOnly("DeleteStack", "ClientRequestToken", "DeploymentConfig", "RetainResources", "RoleARN", "StackName");
        StackRequests.assertStandard(call.parameters());
        Set<String> retained = Set.copyOf(call.parameters().strings("RetainResources"));
        Optional<StackBook.Entry> found = stacks.find(call.caller().accountId(), call.parameters().required("StackName"));
        // As on AWS, a stack that is not there needs no deletion.
        found.filter(entry -> entry.live() && entry.stack().snapshot().status() != Status.DELETE_IN_PROGRESS).ifPresent(entry -> {
            Stack stack = entry.stack();
            Status status = stack.snapshot().status();
            if (status.updating()) {
                throw AwsException.validation("Stack [" + stack.request().id() + "] cannot be deleted while in status " + status);
            }
            if (stack.notes().protection()) {
                throw AwsException.validation(
                        "Stack [" + stack.request().name() + "] cannot be deleted while TerminationProtection is enabled");
            }
            if (!retained.isEmpty() && status != Status.DELETE_FAILED) {
                throw AwsException.validation("RetainResources can be given only for a stack in DELETE_FAILED; stack ["
                        + stack.request().id() + "] is in " + status);
            }
            exports.inUse(stack.request()).ifPresent(reason -> {
                throw AwsException.validation(reason);
            });
            Calls calls = callsFromNowOn(call, stack);
            entry.engine().cancel();
            stack.turn(Status.DELETE_IN_PROGRESS, Optional.of("User Initiated"));
            begin(entry, () -> entry.engine().delete(calls, retained));
        });
        return Answers.empty();
    }

    /** @param preserving whether what was done stays when a resource fails: what stopped on its way goes on in no other manner */
    static void mustBeUpdatable(Stack stack, boolean preserving) {
        Status status = stack.snapshot().status();
        if (!status.updatable() && !(preserving && status.unfinished())) {
            throw AwsException.validation("Stack:" + stack.request().id() + " is in " + status + " state and can not be updated.");
        }
    }

    /** Whether a blueprint would change nothing: no resource, no output, no tag, no role. */
    private static boolean unchanged(Stack stack, Blueprint next) {
        return unchanged(stack, next, Preview.ofUpdate(stack, next));
    }

    /** The same where it is known what would change. */
    static boolean unchanged(Stack stack, Blueprint next, List<PlannedChange> changes) {
        return changes.isEmpty() && !stack.snapshot().status().unfinished() && stack.request().tags().equals(next.request().tags())
                && stack.role().equals(next.request().roleArn())
                && stack.snapshot().outputs().equals(next.evaluation().outputs(stack));
    }

    /** Compares a stack's resources in the name in which a request would change them. */
    Comparison comparison(Invocation call, Stack stack, StackRequest request) {
        return new Comparison(stack, calls(call, request.roleArn()), surroundings.clock());
    }

    private void begin(StackBook.Entry entry, Runnable task) {
        CompletableFuture<Void> work = entry.work().handle((_, _) -> Boolean.TRUE).thenCompose(_ -> InOrder.start(task));
        stacks.replace(new StackBook.Entry(entry.stack(), entry.engine(), work));
    }

    /** The CDK CLI passes over what a rollback did before it was answered, and would take one that failed for one that succeeded. */
    private void beginAfterTheAnswer(StackBook.Entry entry, Runnable task) {
        CompletableFuture<Void> work = entry.work().handle((_, _) -> Boolean.TRUE)
                .thenCompose(_ -> CompletableFuture.runAsync(() -> {}, ANSWERED)).thenCompose(_ -> InOrder.start(task));
        stacks.replace(new StackBook.Entry(entry.stack(), entry.engine(), work));
    }

    private StackEngine engine(Stack stack) {
        return new StackEngine(stack, exports, surroundings.region());
    }

    private ResourceWork resourceWork(Stack stack, Calls calls) {
        return new ResourceWork(stack, calls, surroundings.region());
    }

    /** In the name of the role that is given, which is the stack's from now on, or of the one that it has. */
    private Calls callsFromNowOn(Invocation call, Stack stack) {
        Optional<String> role = call.parameters().optional("RoleARN").or(stack::role);
        Calls calls = calls(call, role);
        role.ifPresent(stack::workAs);
        return calls;
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
