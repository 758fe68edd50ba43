package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.template.Template;
import dev.rolecall.cloud.template.TemplateResource;

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
    private final StackRequests requests;
    private final StackWork work;
    private final ChangeSets changeSets;

    public CloudFormationService(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.requests = new StackRequests(surroundings, exports);
        this.work = new StackWork(surroundings, stacks, exports, requests);
        this.changeSets = new ChangeSets(surroundings, stacks, requests, work);
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("CreateStack", call -> making(call, "CreateStack"), work::create),
                new Operation("UpdateStack", call -> changing(call, "UpdateStack"), work::update),
                new Operation("DeleteStack", call -> changing(call, "DeleteStack"), work::delete),
                new Operation("CreateChangeSet", call -> making(call, "CreateChangeSet"), changeSets::create),
                new Operation("DescribeChangeSet", onChangeSet("DescribeChangeSet"), changeSets::describe),
                new Operation("ExecuteChangeSet", onChangeSet("ExecuteChangeSet"), changeSets::execute),
                new Operation("DeleteChangeSet", onChangeSet("DeleteChangeSet"), changeSets::delete),
                new Operation("ListChangeSets", on("ListChangeSets"), changeSets::list),
                new Operation("DescribeStacks", this::describing, queries::describe),
                new Operation("ListStacks", _ -> List.of(Permission.of("cloudformation:ListStacks", "*")), queries::list),
                new Operation("DescribeStackEvents", on("DescribeStackEvents"), queries::events),
                new Operation("DescribeStackResources", on("DescribeStackResources"), queries::resources),
                new Operation("ListStackResources", on("ListStackResources"), queries::listResources),
                new Operation("GetTemplate", on("GetTemplate"), queries::template),
                new Operation("GetTemplateSummary", on("GetTemplateSummary"), call -> summary(call, true)),
                new Operation("ListExports", _ -> List.of(Permission.of("cloudformation:ListExports", "*")), this::listExports),
                new Operation("ValidateTemplate", _ -> List.of(Permission.of("cloudformation:ValidateTemplate", "*")),
                        call -> summary(call, false)));
    }

    @Override
    public List<TaggedResource> tagged() {
        return stacks.all().stream().filter(StackBook.Entry::live).map(entry -> entry.stack().request())
                .map(stack -> new TaggedResource("cloudformation:stack", stack.id(), stack.tags())).toList();
    }

    /**
     * Returns when nobody works on the stack any more.
     *
     * @throws IllegalStateException with what each failed resource says, where the stack is not complete
     */
    public void await(String accountId, String name) {
        StackBook.Entry entry = stacks.entry(accountId, name);
        entry.work().join();
        if (entry.stack().snapshot().status() != Status.CREATE_COMPLETE) {
            throw new IllegalStateException(name + ": " + entry.stack().events().stream().filter(event -> event.reason().isPresent())
                    .map(event -> event.logicalId() + " " + event.status() + " " + event.reason().orElse("")).toList());
        }
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

    private List<Permission> making(Invocation call, String operation) {
        Optional<StackBook.Entry> known = stacks.find(call.caller().accountId(), call.parameters().required("StackName"));
        String stack = "arn:aws:cloudformation:" + surroundings.region() + ":" + call.caller().accountId() + ":stack/"
                + call.parameters().required("StackName") + "/*";
        return permissions(call, operation, known.map(entry -> entry.stack().request().id()).orElse(stack));
    }

    private List<Permission> changing(Invocation call, String operation) {
        return permissions(call, operation, arn(call, call.parameters().required("StackName")));
    }

    private static List<Permission> permissions(Invocation call, String operation, String stack) {
        Map<String, List<String>> context = new HashMap<>();
        call.parameters().optional("TemplateURL").ifPresent(url -> context.put("cloudformation:TemplateUrl", List.of(url)));
        call.parameters().optional("RoleARN").ifPresent(role -> context.put("cloudformation:RoleArn", List.of(role)));
        call.parameters().optional("ChangeSetName").ifPresent(name -> context.put("cloudformation:ChangeSetName", List.of(name)));
        call.parameters().tags("Tags").forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
        List<Permission> permissions = passing(call);
        permissions.addFirst(Permission.of("cloudformation:" + operation, stack).with(context));
        return permissions;
    }

    /** Actions on change sets are on their stack. */
    private Function<Invocation, List<Permission>> onChangeSet(String operation) {
        return call -> {
            String name = call.parameters().required("ChangeSetName");
            String stack = changeSets.stackOf(name).orElseGet(() -> arn(call, call.parameters().required("StackName")));
            return List.of(Permission.of("cloudformation:" + operation, stack)
                    .with(Map.of("cloudformation:ChangeSetName", List.of(name))));
        };
    }

    /** Whoever names a role has to be allowed to pass it; the role that a stack has already works for everybody who may work on the stack. */
    private static List<Permission> passing(Invocation call) {
        return call.parameters().optional("RoleARN").stream()
                .map(role -> Permission.of("iam:PassRole", role).with(Map.of("iam:PassedToService", List.of(Calls.PRINCIPAL))))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private ObjectNode listExports(Invocation call) {
        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray("Exports");
        exports.of(call.caller().accountId()).forEach(export -> list.addObject().put("ExportingStackId", export.exporter().id())
                .put("Name", export.name()).put("Value", export.value()));
        return answer;
    }

    /** What a template asks for; {@code types} tells its kinds of resources, too. */
    private ObjectNode summary(Invocation call, boolean types) {
        Template template = call.parameters().optional("StackName").map(_ -> queries.stack(call).request().template())
                .orElseGet(() -> requests.template(call));
        ObjectNode answer = Answers.empty();
        ArrayNode parameters = answer.putArray("Parameters");
        template.parameters().values().forEach(parameter -> {
            ObjectNode item = parameters.addObject().put("ParameterKey", parameter.name()).put("NoEcho", parameter.noEcho());
            parameter.defaultValue().ifPresent(value -> item.put("DefaultValue", value));
            parameter.description().ifPresent(text -> item.put("Description", text));
            if (types) {
                item.put("ParameterType", parameter.type());
            }
        });
        template.description().ifPresent(text -> answer.put("Description", text));
        ArrayNode capabilities = answer.putArray("Capabilities");
        Capabilities.required(template.resources().values()).ifPresent(capabilities::add);
        if (types) {
            ArrayNode list = answer.putArray("ResourceTypes");
            template.resources().values().stream().map(TemplateResource::type).distinct().sorted().forEach(list::add);
        }
        return answer;
    }
}
