package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;

/**
 * Functions in Java, created, described, invoked and deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda API</a>
 */
public final class LambdaService implements Service, TaggedResource.Source, AutoCloseable {
    private static final int LARGEST_PAGE = 50;
    /** More may be asked for than a page ever has. */
    private static final int MOST_ITEMS = 10_000;
    private static final String NAME_IN_ARN = "(?:(?:arn:aws:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?function:)?([a-zA-Z0-9-_]+)(?::\\$LATEST)?";

    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();
    private final Site site;
    private final Processes processes;
    private final ObjectSource objects;
    private final RoleCredentials roles;
    private final FunctionLogs logs;
    private final RuntimeKind runtimeKind;

    /** A service without functions; {@code processes} is closed by whoever opened it. */
    public LambdaService(Site site, Processes processes, ObjectSource objects, RoleCredentials roles, FunctionLogs logs,
            RuntimeKind runtimeKind) {
        this.site = site;
        this.processes = processes;
        this.objects = objects;
        this.roles = roles;
        this.logs = logs;
        this.runtimeKind = runtimeKind;
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("function", this::named));
        ResourceKinds<Invocation> creation = new ResourceKinds<>(
                Map.of("function", this::created, "function that gets tags", this::tagged, "role", this::passed));
        return List.of(map.operation("CreateFunction", creation, this::create), map.operation("GetFunction", kinds, this::get),
                map.operation("GetFunctionConfiguration", kinds, call -> find(call).configuration().node("Active")),
                map.operation("DeleteFunction", kinds, this::delete), map.operation("ListFunctions", kinds, this::list),
                map.operation("Invoke", kinds, call -> Invoke.run(find(call), call)));
    }

    @Override
    public List<TaggedResource> tagged() {
        return functions.values().stream().map(DeployedFunction::configuration)
                .map(function -> new TaggedResource("lambda:function", function.arn(), function.tags())).toList();
    }

    /** Stops every execution environment. */
    @Override
    public void close() {
        functions.values().forEach(DeployedFunction::close);
        functions.clear();
    }

    private List<Resource> created(Invocation call) {
        FunctionRequest request = FunctionRequest.of(call.parameters());
        return List.of(Resource.of(arn(request.name())).with(TagKeys.ofRequest(request.tags())));
    }

    private List<Resource> tagged(Invocation call) {
        return FunctionRequest.of(call.parameters()).tags().isEmpty() ? List.of() : created(call);
    }

    private List<Resource> passed(Invocation call) {
        FunctionRequest request = FunctionRequest.of(call.parameters());
        return List.of(Resource.of(request.role()).with(Map.of("iam:PassedToService", List.of("lambda.amazonaws.com"),
                "iam:AssociatedResourceArn", List.of(arn(request.name())))));
    }

    private List<Resource> named(Invocation call) {
        String name = name(call.parameters());
        return List.of(Resource.of(arn(name)).with(Optional.ofNullable(functions.get(name))
                .map(function -> TagKeys.ofResource(function.configuration().tags())).orElse(Map.of())));
    }

    private ObjectNode create(Invocation call) {
        FunctionRequest request = FunctionRequest.of(call.parameters());
        if (functions.containsKey(request.name())) {
            throw exists(request.name());
        }
        assertAssumable(request);
        Path folder = site.functions().resolve(request.name() + "-" + UUID.randomUUID());
        try {
            FunctionCode code = FunctionCode.place(call.parameters().structure("Code"), objects, call.caller(), folder.resolve("task"));
            RuntimeFiles runtime = RuntimeFiles.prepare(runtimeKind, folder.resolve("runtime"));
            FunctionConfiguration configuration = configuration(request, code, call);
            DeployedFunction function = new DeployedFunction(configuration, folder, runtime, roles, logs, site, processes);
            if (functions.putIfAbsent(request.name(), function) != null) {
                throw exists(request.name());
            }
            return configuration.node("Pending").put("StateReason", "The function is being created.").put("StateReasonCode", "Creating");
        } catch (RuntimeException e) {
            Folders.remove(folder);
            throw e;
        } catch (IOException e) {
            Folders.remove(folder);
            throw new UncheckedIOException(e);
        }
    }

    private void assertAssumable(FunctionRequest request) {
        try {
            roles.assume("lambda.amazonaws.com", request.role(), request.name(),
                    DeployedFunction.context(site.accountId(), arn(request.name())));
        } catch (AwsException e) {
            throw new AwsException("InvalidParameterValueException", 400, "The role defined for the function cannot be assumed by Lambda.");
        }
    }

    private FunctionConfiguration configuration(FunctionRequest request, FunctionCode code, Invocation call) {
        return new FunctionConfiguration(request.name(), arn(request.name()), request.runtime(), request.role(), request.handler(),
                request.description(), request.timeoutSeconds(), request.memoryMb(), request.environment(), request.architectures(),
                request.logGroup(), request.logFormat(), request.tags(), code.size(), code.sha256(),
                call.now().truncatedTo(ChronoUnit.SECONDS),
                UUID.randomUUID());
    }

    private ObjectNode get(Invocation call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Configuration", find(call).configuration().node("Active"));
        answer.putObject("Code").put("RepositoryType", "S3");
        Map<String, String> tags = find(call).configuration().tags();
        if (!tags.isEmpty()) {
            tags.forEach(answer.putObject("Tags")::put);
        }
        return answer;
    }

    private ObjectNode list(Invocation call) {
        // All versions of all functions are their only one.
        call.parameters().takesOnly("ListFunctions", "FunctionVersion", "Marker", "MaxItems");
        List<FunctionConfiguration> all = functions.values().stream().map(DeployedFunction::configuration)
                .sorted(Comparator.comparing(FunctionConfiguration::name)).toList();
        Page<FunctionConfiguration> page = Page.of(all, call.parameters().optional("Marker"),
                Math.min(Page.size(call.parameters(), "MaxItems", LARGEST_PAGE, MOST_ITEMS), LARGEST_PAGE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("Functions");
        page.items().forEach(function -> list.add(function.node("Active")));
        page.next().ifPresent(token -> answer.put("NextMarker", token));
        return answer;
    }

    private ObjectNode delete(Invocation call) {
        DeployedFunction function = find(call);
        functions.remove(function.configuration().name(), function);
        function.close();
        return JsonNodeFactory.instance.objectNode();
    }

    private DeployedFunction find(Invocation call) {
        String name = name(call.parameters());
        Optional<String> qualifier = call.parameters().optional("Qualifier").filter(version -> !version.equals("$LATEST"));
        DeployedFunction function = functions.get(name);
        if (function == null || qualifier.isPresent()) {
            String missing = arn(name) + qualifier.map(version -> ":" + version).orElse("");
            throw new AwsException("ResourceNotFoundException", 404, "Function not found: " + missing);
        }
        return function;
    }

    /** A function is named by its name, a partial ARN or its ARN. */
    private static String name(Parameters parameters) {
        String given = parameters.required("FunctionName");
        if (!given.matches(NAME_IN_ARN)) {
            throw AwsException
                    .validation("1 validation error detected: Value '" + given + "' at 'functionName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern");
        }
        return given.replaceFirst(NAME_IN_ARN, "$1");
    }

    private String arn(String name) {
        return "arn:aws:lambda:" + site.region() + ":" + site.accountId() + ":function:" + name;
    }

    private static AwsException exists(String name) {
        return new AwsException("ResourceConflictException", 409, "Function already exist: " + name);
    }
}
