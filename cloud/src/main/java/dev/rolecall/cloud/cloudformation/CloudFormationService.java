package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
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
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new StackResources(stacks, surroundings.region()).kinds();
        return List.of(map.operation("CreateStack", kinds, this::create), map.operation("DeleteStack", kinds, this::delete),
                map.operation("DescribeStacks", kinds, queries::describe), map.operation("ListStacks", kinds, queries::list),
                map.operation("DescribeStackEvents", kinds, queries::events),
                map.operation("DescribeStackResources", kinds, queries::resources),
                map.operation("ListStackResources", kinds, queries::listResources),
                map.operation("GetTemplate", kinds,
                        call -> Answers.empty().put("TemplateBody", queries.stack(call).request().template().text())),
                map.operation("ListExports", kinds, this::listExports), map.operation("ValidateTemplate", kinds, this::validate));
    }

    @Override
    public List<TaggedResource> tagged() {
        return stacks.all().stream().filter(StackBook.Entry::live).map(entry -> entry.stack().request())
                .map(stack -> new TaggedResource("cloudformation:stack", stack.id(), stack.tags())).toList();
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
