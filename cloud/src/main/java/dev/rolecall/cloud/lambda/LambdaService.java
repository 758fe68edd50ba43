package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

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
import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.state.StateException;

/**
 * Functions in Java, created, described, updated, invoked and deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda API</a>
 */
public final class LambdaService implements Service, TaggedResource.Source, AutoCloseable {
    private static final int LARGEST_PAGE = 50;
    /** More may be asked for than a page ever has. */
    private static final int MOST_ITEMS = 10_000;

    private final Functions functions;
    private final Site site;
    private final Processes processes;
    private final ObjectSource objects;
    private final RoleCredentials roles;
    private final FunctionLogs logs;
    private final RuntimeKind runtimeKind;
    private final CodeArchives archives;

    /** A service with the functions of the state; {@code processes} is closed by whoever opened it. */
    public LambdaService(Site site, Processes processes, ObjectSource objects, RoleCredentials roles, FunctionLogs logs,
            RuntimeKind runtimeKind, State state) {
        this.site = site;
        this.processes = processes;
        this.objects = objects;
        this.roles = roles;
        this.logs = logs;
        this.runtimeKind = runtimeKind;
        this.functions = new Functions(site, roles);
        this.archives = new CodeArchives(state.folder("code"));
        state.keep("lambda/functions", FunctionConfiguration.class, functions::configurations,
                stored -> stored.values().forEach(function -> functions.add(deployedAgain(function))));
        archives.sweep(functions.all().stream().map(function -> function.configuration().code()).collect(Collectors.toSet()));
    }

    private DeployedFunction deployedAgain(FunctionConfiguration configuration) {
        return deploy(configuration.settings().name(), task -> {
            try {
                FunctionCode _ = FunctionCode.placeAgain(configuration.code(), archives, task);
                return configuration;
            } catch (NoSuchFileException e) {
                throw StateException.unsuitable("The state has lost the code of the function " + configuration.settings().name()
                        + ": there is no file " + e.getMessage() + ". Use a copy of the folder, or another folder.");
            }
        });
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
        List<Operation> operations = new ArrayList<>(List.of(map.operation("CreateFunction", creation, this::create),
                map.operation("GetFunction", kinds, this::get),
                map.operation("GetFunctionConfiguration", kinds, call -> find(call).configuration().node()),
                map.operation("DeleteFunction", kinds, this::delete), map.operation("ListFunctions", kinds, this::list),
                map.operation("Invoke", kinds, call -> Invoke.run(find(call), call))));
        operations.addAll(new FunctionUpdates(functions, objects, archives).operations(map));
        operations.addAll(new FunctionTags(functions).operations(map));
        return operations;
    }

    @Override
    public List<TaggedResource> tagged() {
        return functions.all().stream().map(DeployedFunction::configuration)
                .map(function -> new TaggedResource("lambda:function", function.arn(), function.settings().tags())).toList();
    }

    /** Stops every execution environment. */
    @Override
    public void close() {
        functions.close();
    }

    private List<Resource> created(Invocation call) {
        FunctionSettings request = FunctionSettings.of(call.parameters());
        return List.of(Resource.of(functions.arn(request.name())).with(TagKeys.ofRequest(request.tags())));
    }

    private List<Resource> tagged(Invocation call) {
        return FunctionTags.of(call.parameters()).isEmpty() ? List.of() : created(call);
    }

    private List<Resource> passed(Invocation call) {
        FunctionSettings request = FunctionSettings.of(call.parameters());
        return List.of(functions.passed(request.role(), request.name()));
    }

    private List<Resource> named(Invocation call) {
        return List.of(functions.resource(Functions.name(call.parameters())));
    }

    private ObjectNode create(Invocation call) {
        Parameters parameters = call.parameters();
        FunctionUpdates.refusePublish("CreateFunction", parameters);
        parameters.takesOnly("CreateFunction", "Architectures", "Code", "Description", "Environment", "FunctionName", "Handler",
                "LoggingConfig", "MemorySize", "PackageType", "Publish", "Role", "Runtime", "Tags", "Timeout");
        parameters.structure("Code").takesOnly("Code", "S3Bucket", "S3Key", "ZipFile");
        FunctionSettings request = FunctionSettings.of(parameters);
        functions.assertFree(request.name());
        functions.assertAssumable(request.role(), request.name());
        DeployedFunction function = deploy(request.name(), task -> {
            FunctionCode code = FunctionCode.place(parameters.structure("Code"), objects, call.caller(), archives, task);
            return new FunctionConfiguration(request, functions.arn(request.name()), code, call.now(), UUID.randomUUID());
        });
        try {
            functions.add(function);
        } catch (AwsException e) {
            function.close();
            throw e;
        }
        return function.configuration().created();
    }

    /** Places code in a task root, and says what the function with it is. */
    private interface Placing {
        FunctionConfiguration in(Path taskRoot) throws IOException;
    }

    private DeployedFunction deploy(String name, Placing code) {
        Path folder = site.functions().resolve(name + "-" + UUID.randomUUID());
        try {
            FunctionConfiguration configuration = code.in(folder.resolve("task"));
            RuntimeFiles runtime = RuntimeFiles.prepare(runtimeKind, folder.resolve("runtime"));
            return new DeployedFunction(configuration, folder, runtime, roles, logs, site, processes);
        } catch (RuntimeException e) {
            Folders.remove(folder);
            throw e;
        } catch (IOException e) {
            Folders.remove(folder);
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode get(Invocation call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        FunctionConfiguration configuration = find(call).configuration();
        answer.set("Configuration", configuration.node());
        // No Location: the package is not kept as it came, so there is nothing to download.
        answer.putObject("Code").put("RepositoryType", "S3");
        Map<String, String> tags = configuration.settings().tags();
        if (!tags.isEmpty()) {
            tags.forEach(answer.putObject("Tags")::put);
        }
        return answer;
    }

    private ObjectNode list(Invocation call) {
        // All versions of all functions are their only one.
        call.parameters().takesOnly("ListFunctions", "FunctionVersion", "Marker", "MaxItems");
        Page<FunctionConfiguration> page = Page.of(functions.sorted(), call.parameters().optional("Marker"),
                Math.min(Page.size(call.parameters(), "MaxItems", LARGEST_PAGE, MOST_ITEMS), LARGEST_PAGE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("Functions");
        page.items().forEach(function -> list.add(function.node()));
        page.next().ifPresent(token -> answer.put("NextMarker", token));
        return answer;
    }

    private ObjectNode delete(Invocation call) {
        functions.remove(find(call));
        return JsonNodeFactory.instance.objectNode();
    }

    private DeployedFunction find(Invocation call) {
        return functions.find(call.parameters());
    }
}
