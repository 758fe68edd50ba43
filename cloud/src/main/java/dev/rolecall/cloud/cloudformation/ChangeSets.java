package dev.rolecall.cloud.cloudformation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.state.State;

/**
 * Changes of stacks that are prepared, looked at and then executed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html">Update stacks
 *      using change sets</a>
 */
final class ChangeSets {
    /** The words on which clients depend. */
    private static final String NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a "
            + "change set.";
    private static final int PAGE = 100;

    private final Surroundings surroundings;
    private final StackBook stacks;
    private final StackRequests requests;
    private final StackWork work;
    private final ConcurrentMap<String, ChangeSet> byId = new ConcurrentHashMap<>();
    /** How those are executed that are not executed plainly, by their ARNs. */
    private final ConcurrentMap<String, Manner> manners = new ConcurrentHashMap<>();

    ChangeSets(Surroundings surroundings, StackBook stacks, StackRequests requests, StackWork work) {
        this.surroundings = surroundings;
        this.stacks = stacks;
        this.requests = requests;
        this.work = work;
    }

    void keepIn(State state) {
        state.keep("cloudformation/change-sets", byId, ChangeSet.class);
        state.keep("cloudformation/manners", manners, Manner.class);
    }

    synchronized ObjectNode create(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("CreateChangeSet", "StackName", "ChangeSetName", "ChangeSetType", "TemplateBody", "TemplateURL",
                "UsePreviousTemplate", "Parameters", "Capabilities", "RoleARN", "Tags", "NotificationARNs", "ClientToken", "Description",
                "IncludeNestedStacks", "ImportExistingResources", "OnStackFailure", "DeploymentConfig", "DeploymentMode");
        if (parameters.flag("ImportExistingResources")) {
            throw AwsException.validation("This local cloud does not implement ImportExistingResources of CreateChangeSet.");
        }
        String name = parameters.required("ChangeSetName");
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw AwsException.validation("1 validation error detected: Value '" + name
                    + "' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + "[a-zA-Z][-a-zA-Z0-9]*");
        }
        boolean creates = switch (parameters.optional("ChangeSetType").orElse("UPDATE")) {
            case "CREATE" -> true;
            case "UPDATE" -> false;
            default -> throw AwsException.validation("This local cloud does not implement change sets of type IMPORT.");
        };
        Stack stack = creates ? announced(call) : stacks.get(call.caller().accountId(), parameters.required("StackName"));
        // What was executed is history, and clients number their change sets by the second.
        if (named(stack, name).filter(set -> set.execution() != ChangeSet.Execution.EXECUTE_COMPLETE).isPresent()) {
            throw new AwsException("AlreadyExistsException", 409,
                    "ChangeSet " + name + " cannot be created due to a mismatch with existing "
                            + "attribute name");
        }
        named(stack, name).ifPresent(this::forget);
        boolean reverting = reverts(parameters, creates);
        ChangeSet prepared = creates ? ofCreation(call, stack, name) : ofUpdate(call, stack, name, reverting);
        byId.put(prepared.id(), prepared);
        if (reverting) {
            manners.put(prepared.id(), new Manner(false, true));
        }
        return Answers.empty().put("Id", prepared.id()).put("StackId", stack.request().id());
    }

    /** The stack to be, which an earlier change set may have announced. */
    private Stack announced(Invocation call) {
        Optional<Stack> there = stacks.find(call.caller().accountId(), call.parameters().required("StackName")).map(StackBook.Entry::stack);
        if (there.isEmpty()) {
            return work.announce(requests.toCreate(call));
        }
        Stack stack = there.get();
        if (stack.snapshot().status() != Status.REVIEW_IN_PROGRESS) {
            throw AwsException.validation("Stack [" + stack.request().name() + "] already exists and cannot be created again with the "
                    + "changeSet [" + call.parameters().required("ChangeSetName") + "].");
        }
        return stack;
    }

    private ChangeSet ofCreation(Invocation call, Stack stack, String name) {
        StackRequest asked = requests.toCreate(call, stack.request().parameters()).of(stack.request().id());
        return prepared(call, name, true, asked, Preview.ofCreation(requests.preview(asked)), Optional.empty());
    }

    private static boolean reverts(Parameters parameters, boolean creates) {
        Optional<String> mode = parameters.optional("DeploymentMode");
        mode.filter(asked -> creates || !asked.equals("REVERT_DRIFT")).ifPresent(asked -> {
            throw AwsException.validation("DeploymentMode " + asked + " is none of a change set that "
                    + (creates ? "creates" : "updates") + " a stack.");
        });
        return mode.isPresent();
    }

    private void forget(ChangeSet gone) {
        byId.remove(gone.id());
        manners.remove(gone.id());
    }

    private ChangeSet ofUpdate(Invocation call, Stack stack, String name, boolean reverting) {
        StackWork.mustBeUpdatable(stack, true);
        StackRequest request = requests.toUpdate(call, stack);
        Blueprint next = requests.preview(request);
        List<PlannedChange> changes = reverting
                ? Preview.ofReversal(stack, next, work.comparison(call, stack, request))
                : Preview.ofUpdate(stack, next);
        Optional<String> failure = StackWork.unchanged(stack, next, changes) ? Optional.of(NO_CHANGES) : Optional.empty();
        return prepared(call, name, false, request, changes, failure);
    }

    private ChangeSet prepared(Invocation call, String name, boolean creates, StackRequest request, List<PlannedChange> changes,
            Optional<String> failure) {
        String id = "arn:aws:cloudformation:" + surroundings.region() + ":" + request.accountId() + ":changeSet/" + name + "/"
                + UUID.randomUUID();
        return new ChangeSet(id, name, creates, request, changes, failure, call.parameters().optional("Description"), call.now(),
                failure.isEmpty() ? ChangeSet.Execution.AVAILABLE : ChangeSet.Execution.UNAVAILABLE);
    }

    synchronized ObjectNode describe(Invocation call) {
        ChangeSet found = get(call);
        Page<PlannedChange> page = Page.of(found.changes(), call.parameters().optional("NextToken"), PAGE);
        ObjectNode answer = ChangeSetAnswers.described(found, page.items());
        page.next().ifPresent(token -> answer.put("NextToken", token));
        if (manners.getOrDefault(found.id(), Manner.PLAIN).reverting()) {
            answer.put("DeploymentMode", "REVERT_DRIFT");
        }
        return answer;
    }

    synchronized ObjectNode list(Invocation call) {
        Stack stack = stacks.get(call.caller().accountId(), call.parameters().required("StackName"));
        Page<ChangeSet> page = Page.of(of(stack.request().id()), call.parameters().optional("NextToken"), PAGE);
        ObjectNode answer = Answers.empty();
        ArrayNode summaries = answer.putArray("Summaries");
        page.items().forEach(found -> summaries.add(ChangeSetAnswers.summary(found)));
        page.next().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    synchronized ObjectNode execute(Invocation call) {
        ChangeSet chosen = get(call);
        call.parameters().takesOnly("ExecuteChangeSet", "ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback");
        boolean preserving = call.parameters().flag("DisableRollback");
        if (chosen.execution() != ChangeSet.Execution.AVAILABLE) {
            throw new AwsException("InvalidChangeSetStatus", 400,
                    "ChangeSet [" + chosen.id() + "] cannot be executed in its current status of ["
                            + chosen.status() + "]");
        }
        StackBook.Entry entry = stacks.entry(chosen.request().accountId(), chosen.request().id());
        if (chosen.creates()) {
            work.createAnnounced(call, entry, preserving ? chosen.request().preserving() : chosen.request());
        } else {
            boolean reverting = manners.getOrDefault(chosen.id(), Manner.PLAIN).reverting();
            work.update(call, entry, chosen.request(), new Manner(preserving, reverting));
        }
        // The others were prepared for a stack that is no more.
        of(chosen.request().id()).forEach(this::forget);
        byId.put(chosen.id(), chosen.turned(ChangeSet.Execution.EXECUTE_COMPLETE));
        return Answers.empty();
    }

    /** One that is not there needs no deletion. */
    synchronized ObjectNode delete(Invocation call) {
        find(call).ifPresent(this::forget);
        return Answers.empty();
    }

    /** The ARN of the stack that a change set is for, by the change set's ARN. */
    synchronized Optional<String> stackOf(String id) {
        return Optional.ofNullable(byId.get(id)).map(set -> set.request().id());
    }

    private ChangeSet get(Invocation call) {
        return find(call).orElseThrow(() -> new AwsException("ChangeSetNotFound", 404,
                "ChangeSet [" + call.parameters().required("ChangeSetName") + "] does not exist"));
    }

    /** By its ARN, or by its name and its stack. */
    private Optional<ChangeSet> find(Invocation call) {
        String nameOrId = call.parameters().required("ChangeSetName");
        if (nameOrId.startsWith("arn:")) {
            return Optional.ofNullable(byId.get(nameOrId)).filter(set -> set.request().accountId().equals(call.caller().accountId()));
        }
        return named(stacks.get(call.caller().accountId(), call.parameters().required("StackName")), nameOrId);
    }

    private Optional<ChangeSet> named(Stack stack, String name) {
        return of(stack.request().id()).stream().filter(set -> set.name().equals(name)).findFirst();
    }

    /** Those of a stack, the oldest first. */
    private List<ChangeSet> of(String stackId) {
        return byId.values().stream().filter(set -> set.request().id().equals(stackId))
                .sorted(Comparator.comparing(ChangeSet::at).thenComparing(ChangeSet::id)).toList();
    }
}
