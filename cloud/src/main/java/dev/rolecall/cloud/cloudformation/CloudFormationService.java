package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.template.Template;
import dev.rolecall.cloud.template.TemplateException;

/**
 * CloudFormation. A stack's resources are created in the caller's name, or in that of the role passed with it, so that nobody gets
 * through a stack what their policies refuse them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html">the API</a>
 */
public final class CloudFormationService implements Service, TaggedResource.Source {
    private final Surroundings surroundings;
    private final StackBook stacks = new StackBook();
    private final StackQueries queries = new StackQueries(stacks);
    private final ExportTable exports = new ExportTable();
    private final StackCreation creation;

    public CloudFormationService(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.creation = new StackCreation(surroundings, exports);
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("CreateStack", this::creating, this::create),
                new Operation("DeleteStack", this::deleting, this::delete),
                new Operation("DescribeStacks", this::describing, queries::describe),
                new Operation("ListStacks", _ -> List.of(Permission.of("cloudformation:ListStacks", "*")), queries::list),
                new Operation("DescribeStackEvents", on("DescribeStackEvents"), queries::events),
                new Operation("DescribeStackResources", on("DescribeStackResources"), queries::resources),
                new Operation("ListStackResources", on("ListStackResources"), queries::listResources),
                new Operation("GetTemplate", on("GetTemplate"),
                        call -> Answers.empty().put("TemplateBody", queries.stack(call).request().template().text())),
                new Operation("ListExports", _ -> List.of(Permission.of("cloudformation:ListExports", "*")), this::listExports),
                new Operation("ValidateTemplate", _ -> List.of(Permission.of("cloudformation:ValidateTemplate", "*")), this::validate));
    }

    @Override
    public List<TaggedResource> tagged() {
        return stacks.all().stream().filter(StackBook.Entry::live).map(entry -> entry.stack().request())
                .map(stack -> new TaggedResource("cloudformation:stack", stack.id(), stack.tags())).toList();
    }

    private Function<Invocation, List<Permission>> on(String operation) {
        return call -> List.of(Permission.of("cloudformation:" + operation,
                call.parameters().optional("StackName").map(name -> arn(call, name)).orElse("*")));
    }

    private String arn(Invocation call, String nameOrId) {
        return nameOrId.startsWith("arn:")
                ? nameOrId
                : stacks.find(call.caller().accountId(), nameOrId).map(entry -> entry.stack().request().id()).orElseGet(
                        () -> "arn:aws:cloudformation:" + surroundings.region() + ":" + call.caller().accountId() + ":stack/" + nameOrId
                                + "/*");
    }

    /** To describe all stacks is to list them as well. */
    private List<Permission> describing(Invocation call) {
        List<Permission> permissions = new ArrayList<>(on("DescribeStacks").apply(call));
        if (call.parameters().optional("StackName").isEmpty()) {
            permissions.add(Permission.of("cloudformation:ListStacks", "*"));
        }
        return permissions;
    }

    private List<Permission> creating(Invocation call) {
        Map<String, List<String>> context = new HashMap<>();
        call.parameters().optional("TemplateURL").ifPresent(url -> context.put("cloudformation:TemplateUrl", List.of(url)));
        call.parameters().optional("RoleARN").ifPresent(role -> context.put("cloudformation:RoleArn", List.of(role)));
        call.parameters().tags("Tags").forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
        List<Permission> permissions = passing(call);
        permissions.addFirst(Permission.of("cloudformation:CreateStack", "arn:aws:cloudformation:" + surroundings.region() + ":"
                + call.caller().accountId() + ":stack/" + call.parameters().required("StackName") + "/*").with(context));
        return permissions;
    }

    private List<Permission> deleting(Invocation call) {
        List<Permission> permissions = passing(call);
        Map<String, List<String>> context = new HashMap<>();
        call.parameters().optional("RoleARN").ifPresent(role -> context.put("cloudformation:RoleArn", List.of(role)));
        permissions.addFirst(on("DeleteStack").apply(call).getFirst().with(context));
        return permissions;
    }

    /** Whoever names a role has to be allowed to pass it; the role that a stack has already works for everybody who may work on the stack. */
    private static List<Permission> passing(Invocation call) {
        return call.parameters().optional("RoleARN").stream()
                .map(role -> Permission.of("iam:PassRole", role).with(Map.of("iam:PassedToService", List.of(Calls.PRINCIPAL))))
                .collect(Collectors.toCollection(ArrayList::new));
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

    private ObjectNode create(Invocation call) {
        Stack stack = creation.read(call);
        Calls calls = calls(call, stack.role());
        StackEngine engine = new StackEngine(stack, exports, surroundings.region());
        CompletableFuture<Void> go = new CompletableFuture<>();
        stacks.add(new StackBook.Entry(stack, engine, go.thenCompose(_ -> StackEngine.start(() -> engine.create(calls)))));
        go.complete(null);
        return Answers.empty().put("StackId", stack.request().id());
    }

    private synchronized ObjectNode delete(Invocation call) {
        Optional<StackBook.Entry> found = stacks.find(call.caller().accountId(), call.parameters().required("StackName"));
        // As on AWS, a stack that is not there needs no deletion.
        found.filter(entry -> entry.live() && entry.stack().snapshot().status() != Status.DELETE_IN_PROGRESS).ifPresent(entry -> {
            Stack stack = entry.stack();
            exports.inUse(stack.request()).ifPresent(reason -> {
                throw AwsException.validation(reason);
            });
            Optional<String> role = call.parameters().optional("RoleARN").or(stack::role);
            Calls calls = calls(call, role);
            // From now on it is this stack's role.
            role.ifPresent(stack::workAs);
            entry.engine().cancel();
            stack.turn(Status.DELETE_IN_PROGRESS, Optional.of("User Initiated"));
            CompletableFuture<Void> work = entry.work().handle((_, _) -> Boolean.TRUE)
                    .thenCompose(_ -> StackEngine.start(() -> entry.engine().delete(calls)));
            stacks.replace(new StackBook.Entry(stack, entry.engine(), work));
        });
        return Answers.empty();
    }

    private ObjectNode listExports(Invocation call) {
        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray("Exports");
        exports.of(call.caller().accountId()).forEach(export -> list.addObject().put("ExportingStackId", export.exporter().id())
                .put("Name", export.name()).put("Value", export.value()));
        return answer;
    }

    private ObjectNode validate(Invocation call) {
        try {
            Template template = creation.template(call);
            ObjectNode answer = Answers.empty();
            ArrayNode parameters = answer.putArray("Parameters");
            template.parameters().values().forEach(parameter -> {
                ObjectNode item = parameters.addObject().put("ParameterKey", parameter.name()).put("NoEcho", parameter.noEcho());
                parameter.defaultValue().ifPresent(value -> item.put("DefaultValue", value));
                parameter.description().ifPresent(text -> item.put("Description", text));
            });
            template.description().ifPresent(text -> answer.put("Description", text));
            ArrayNode capabilities = answer.putArray("Capabilities");
            Capabilities.required(template.resources().values()).ifPresent(capabilities::add);
            return answer;
        } catch (TemplateException e) {
            throw AwsException.validation(e.getMessage());
        }
    }
}
