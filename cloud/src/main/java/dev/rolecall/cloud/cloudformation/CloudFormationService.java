package dev.rolecall.cloud.cloudformation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
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
    /** Clients look again after seconds, the CDK CLI after five: an answer that waits for quick work saves them that. */
    private static final Duration QUICK = Duration.ofSeconds(3);

    private final Surroundings surroundings;
    private final StackBook stacks = new StackBook();
    private final StackQueries queries = new StackQueries(stacks);
    private final ExportTable exports = new ExportTable();
    private final StackRequests requests;
    private final StackWork work;
    private final ChangeSets changeSets;
    private final DriftDetection drift;

    public CloudFormationService(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.requests = new StackRequests(surroundings, exports);
        this.work = new StackWork(surroundings, stacks, exports, requests);
        this.changeSets = new ChangeSets(surroundings, stacks, requests, work);
        this.drift = new DriftDetection(surroundings, stacks);
        // A template may import while it is evaluated: the exports come back first. The stacks are looked at last: what a service has made
        // by then, its stack may know.
        exports.keepIn(surroundings.state());
        changeSets.keepIn(surroundings.state());
        surroundings.state().guardedBy(stacks).keep("cloudformation/stacks", StackRecord.class, stacks::records,
                stored -> work.restore(stored.values()));
        surroundings.state().guardedBy(stacks).keep("cloudformation/notes", StackNotes.class, stacks::notes, stacks::renote);
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new StackResources(stacks, changeSets, surroundings.region()).kinds();
        return List.of(map.operation("CreateStack", kinds, soon(work::create)), map.operation("UpdateStack", kinds, soon(work::update)),
                map.operation("DeleteStack", kinds, soon(work::delete)),
                map.operation("RollbackStack", kinds, work::rollBack),
                map.operation("ContinueUpdateRollback", kinds, work::continueRollBack),
                map.operation("CancelUpdateStack", kinds, work::cancel), map.operation("UpdateTerminationProtection", kinds, work::protect),
                map.operation("CreateChangeSet", kinds, changeSets::create),
                map.operation("DescribeChangeSet", kinds, changeSets::describe),
                map.operation("ExecuteChangeSet", kinds, soon(changeSets::execute)),
                map.operation("DeleteChangeSet", kinds, changeSets::delete), map.operation("ListChangeSets", kinds, changeSets::list),
                map.operation("DescribeStacks", kinds, queries::describe), map.operation("ListStacks", kinds, queries::list),
                map.operation("DescribeStackEvents", kinds, queries::events),
                map.operation("DescribeStackResource", kinds, queries::resource),
                map.operation("DescribeStackResources", kinds, queries::resources),
                map.operation("DetectStackDrift", kinds, drift::detect),
                map.operation("DetectStackResourceDrift", kinds, drift::detectResource),
                map.operation("DescribeStackDriftDetectionStatus", kinds, drift::status),
                map.operation("DescribeStackResourceDrifts", kinds, drift::describe),
                map.operation("ListStackResources", kinds, queries::listResources),
                map.operation("GetTemplate", kinds, queries::template),
                map.operation("GetTemplateSummary", kinds, call -> summary(call, true)),
                map.operation("ListExports", kinds, this::listExports), map.operation("ListImports", kinds, this::listImports),
                map.operation("ValidateTemplate", kinds, call -> summary(call, false)));
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

    /** Answers when the work that a call begins is done, or after a while all the same. */
    private Operation.Handler soon(Operation.Handler begin) {
        return call -> {
            ObjectNode answer = begin.handle(call);
            Optional<String> name = call.parameters().optional("StackName")
                    .or(() -> call.parameters().optional("ChangeSetName").flatMap(changeSets::stackOf));
            name.flatMap(stack -> stacks.find(call.caller().accountId(), stack)).ifPresent(entry -> entry.workedOn(QUICK));
            return answer;
        };
    }

    private ObjectNode listExports(Invocation call) {
        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray("Exports");
        exports.of(call.caller().accountId()).forEach(export -> list.addObject().put("ExportingStackId", export.stackId())
                .put("Name", export.name()).put("Value", export.value()));
        return answer;
    }

    private ObjectNode listImports(Invocation call) {
        String name = call.parameters().required("ExportName");
        Set<String> importers = exports.of(call.caller().accountId()).stream().filter(export -> export.name().equals(name)).findFirst()
                .map(ExportTable.Export::importers)
                .orElseThrow(() -> AwsException.validation("Export '" + name + "' does not exist."));
        if (importers.isEmpty()) {
            throw AwsException.validation("Export '" + name + "' is not imported by any stack.");
        }
        ObjectNode answer = Answers.empty();
        importers.forEach(answer.putArray("Imports")::add);
        return answer;
    }

    /** What a template asks for; {@code types} tells its kinds of resources, too. */
    private ObjectNode summary(Invocation call, boolean types) {
        Template template = call.parameters().optional("StackName").map(_ -> queries.stack(call).requested().template())
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
