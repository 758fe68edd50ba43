package dev.rolecall.cloud.lambda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function's configuration.
 *
 * @param timeoutSeconds 1 to 900
 * @param memoryMb       128 to 10240
 * @param environment    the function's own variables; may hold secrets
 * @param codeSha256     base64, as the API gives it
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
 */
record FunctionConfiguration(String name, String arn, String runtime, String role, String handler, String description, int timeoutSeconds,
        int memoryMb, Map<String, String> environment, List<String> architectures, String logGroup, String logFormat,
        Map<String, String> tags,
        long codeSize, String codeSha256, Instant lastModified, UUID revision) {

    ObjectNode node(String state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("FunctionName", name).put("FunctionArn", arn).put("Runtime", runtime).put("Role", role).put("Handler", handler);
        node.put("CodeSize", codeSize).put("Description", description).put("Timeout", timeoutSeconds).put("MemorySize", memoryMb);
        node.put("LastModified", lastModified.toString().replaceFirst("(\\.\\d+)?Z$", ".000+0000"));
        node.put("CodeSha256", codeSha256).put("Version", "$LATEST").put("RevisionId", revision.toString());
        if (!environment.isEmpty()) {
            ObjectNode variables = node.putObject("Environment").putObject("Variables");
            environment.forEach(variables::put);
        }
        node.putObject("TracingConfig").put("Mode", "PassThrough");
        node.put("State", state).put("LastUpdateStatus", "Successful").put("PackageType", "Zip");
        ArrayNode kinds = node.putArray("Architectures");
        architectures.forEach(kinds::add);
        node.putObject("EphemeralStorage").put("Size", 512);
        node.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        node.putObject("LoggingConfig").put("LogFormat", logFormat).put("LogGroup", logGroup);
        return node;
    }

    /** Names of variables only: their values can be secrets. */
    @Override
    public String toString() {
        return "FunctionConfiguration[" + arn + ", environment " + environment.keySet() + "]";
    }
}
