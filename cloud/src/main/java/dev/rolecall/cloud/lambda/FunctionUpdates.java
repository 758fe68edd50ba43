package dev.rolecall.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;

/**
 * Functions get other settings and other code. The next invocation sees them; those under way end as they began.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html">UpdateFunctionCode</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html">UpdateFunctionConfiguration</a>
 */
final class FunctionUpdates {
    private final Functions functions;
    private final ObjectSource objects;
    private final CodeArchives archives;

    FunctionUpdates(Functions functions, ObjectSource objects, CodeArchives archives) {
        this.functions = functions;
        this.objects = objects;
        this.archives = archives;
    }

    List<Operation> operations(AuthorizationMap map) {
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(
                Map.of("function", call -> List.of(functions.resource(Functions.name(call.parameters()))), "role that changes",
                        this::passed));
        return List.of(map.operation("UpdateFunctionCode", kinds, this::code),
                map.operation("UpdateFunctionConfiguration", kinds, this::configuration));
    }

    private List<Resource> passed(Invocation call) {
        return call.parameters().optional("Role").map(role -> functions.passed(role, Functions.name(call.parameters()))).stream().toList();
    }

    private ObjectNode configuration(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("UpdateFunctionConfiguration", "Description", "Environment", "FunctionName", "Handler", "LoggingConfig",
                "MemorySize", "RevisionId", "Role", "Runtime", "Timeout");
        DeployedFunction function = functions.find(parameters);
        FunctionSettings checked = function.configuration().settings().changed(parameters);
        if (parameters.optional("Role").isPresent()) {
            functions.assertAssumable(checked.role(), checked.name());
        }
        return function.update(now -> {
            assertRevision(parameters, now);
            return now.updated(now.settings().changed(parameters), now.code(), call.now());
        }).updating();
    }

    private ObjectNode code(Invocation call) {
        Parameters parameters = call.parameters();
        refusePublish("UpdateFunctionCode", parameters);
        parameters.takesOnly("UpdateFunctionCode", "Architectures", "DryRun", "FunctionName", "Publish", "RevisionId", "S3Bucket", "S3Key",
                "ZipFile");
        DeployedFunction function = functions.find(parameters);
        assertRevision(parameters, function.configuration());
        try (DeployedFunction.Upload upload = function
                .upload(folder -> FunctionCode.place(parameters, objects, call.caller(), archives, folder))) {
            List<String> architectures = parameters.strings("Architectures");
            if (parameters.flag("DryRun")) {
                FunctionConfiguration now = function.configuration();
                return new FunctionConfiguration(now.settings().on(architectures), now.arn(), upload.code(), now.lastModified(),
                        now.revision()).node();
            }
            return function.update(upload, now -> {
                assertRevision(parameters, now);
                return now.updated(now.settings().on(architectures), upload.code(), call.now());
            }).updating();
        }
    }

    /** There are no versions here but {@code $LATEST}. */
    static void refusePublish(String operation, Parameters parameters) {
        if (parameters.flag("Publish")) {
            throw AwsException.validation("This local cloud does not implement Publish of " + operation + ": no versions are kept.");
        }
    }

    private static void assertRevision(Parameters parameters, FunctionConfiguration now) {
        Optional<String> expected = parameters.optional("RevisionId");
        if (expected.isPresent() && !expected.get().equals(now.revision().toString())) {
            throw new AwsException("PreconditionFailedException", 412, "The Revision Id provided does not match the latest Revision Id. "
                    + "Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
    }
}
