package dev.rolecall.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * All of a function that its owner decides, but its code, checked as Lambda checks it.
 *
 * @param timeoutSeconds 1 to 900
 * @param memoryMb       128 to 10240
 * @param environment    the function's own variables; may hold secrets
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>
 */
record FunctionSettings(String name, String runtime, String role, String handler, String description, int timeoutSeconds, int memoryMb,
        Map<String, String> environment, List<String> architectures, String logGroup, String logFormat,
        Map<String, String> tags) {

    /** Variables that Lambda sets itself. A function's configuration must not name them. */
    private static final Set<String> RESERVED = Set.of("_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR");
    private static final int ENVIRONMENT_BYTES = 4096;

    static FunctionSettings of(Parameters parameters) {
        String name = parameters.required("FunctionName");
        if (!name.matches("[a-zA-Z0-9-_]{1,64}")) {
            throw AwsException
                    .validation("1 validation error detected: Value '" + name + "' at 'functionName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+");
        }
        parameters.optional("PackageType").filter(type -> !type.equals("Zip")).ifPresent(type -> {
            throw invalid("This local cloud does not implement functions of PackageType " + type + ".");
        });
        String runtime = parameters.required("Runtime");
        if (!runtime.matches("java\\d+(\\.al2)?")) {
            throw invalid("This local cloud runs Java functions only, not " + runtime + ".");
        }
        String role = parameters.required("Role");
        if (!role.matches("arn:aws:iam::\\d{12}:role/.+")) {
            throw AwsException.validation("1 validation error detected: Value '" + role + "' at 'role' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
        }
        Parameters logging = parameters.structure("LoggingConfig");
        List<String> architectures = parameters.strings("Architectures");
        return new FunctionSettings(name, runtime, role, parameters.required("Handler"), parameters.optional("Description").orElse(""),
                between(parameters, "Timeout", 3, 1, 900), between(parameters, "MemorySize", 128, 128, 10_240), environment(parameters),
                architectures.isEmpty() ? List.of("x86_64") : architectures, logging.optional("LogGroup").orElse("/aws/lambda/" + name),
                logging.optional("LogFormat").orElse("Text"), FunctionTags.of(parameters));
    }

    /** With what {@code UpdateFunctionConfiguration} says; what it leaves out stays. */
    FunctionSettings changed(Parameters parameters) {
        ObjectNode merged = node();
        parameters.node().properties().stream().filter(member -> !member.getValue().isNull() && !member.getKey().equals("FunctionName"))
                .forEach(member -> merged.set(member.getKey(), member.getValue().deepCopy()));
        if (merged.path("LoggingConfig") instanceof ObjectNode logging) {
            node().path("LoggingConfig").properties().stream().filter(member -> !logging.has(member.getKey()))
                    .forEach(member -> logging.set(member.getKey(), member.getValue()));
        }
        return of(new Parameters(merged)).tagged(tags);
    }

    FunctionSettings tagged(Map<String, String> changed) {
        return new FunctionSettings(name, runtime, role, handler, description, timeoutSeconds, memoryMb, environment, architectures,
                logGroup, logFormat, Map.copyOf(changed));
    }

    FunctionSettings on(List<String> changed) {
        return changed.isEmpty()
                ? this
                : new FunctionSettings(name, runtime, role, handler, description, timeoutSeconds, memoryMb, environment, changed,
                        logGroup, logFormat, tags);
    }

    /** As the API's members have it, without tags. */
    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("FunctionName", name).put("Runtime", runtime).put("Role", role).put("Handler", handler).put("Description", description);
        node.put("Timeout", timeoutSeconds).put("MemorySize", memoryMb);
        if (!environment.isEmpty()) {
            ObjectNode variables = node.putObject("Environment").putObject("Variables");
            environment.forEach(variables::put);
        }
        ArrayNode kinds = node.putArray("Architectures");
        architectures.forEach(kinds::add);
        node.putObject("LoggingConfig").put("LogFormat", logFormat).put("LogGroup", logGroup);
        return node;
    }

    @Override
    public String toString() {
        return "FunctionSettings[" + name + ", environment " + environment.keySet() + "]";
    }

    private static Map<String, String> environment(Parameters parameters) {
        Map<String, String> variables = new TreeMap<>();
        parameters.structure("Environment").structure("Variables").node().properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asString()));
        List<String> reserved = variables.keySet().stream().filter(RESERVED::contains).toList();
        if (!reserved.isEmpty()) {
            throw invalid(
                    "Lambda was unable to configure your environment variables because the environment variables you have provided contains "
                            + "reserved keys that are currently not supported for modification. Reserved keys used in this request: "
                            + String.join(", ", reserved));
        }
        int size = variables.entrySet().stream().mapToInt(entry -> entry.getKey().length() + entry.getValue().length()).sum();
        if (size > ENVIRONMENT_BYTES) {
            throw invalid(
                    "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded "
                            + "the 4KB limit.");
        }
        return Map.copyOf(variables);
    }

    private static int between(Parameters parameters, String name, int otherwise, int least, int most) {
        int value = parameters.integer(name).orElse(otherwise);
        if (value < least || value > most) {
            String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
            throw AwsException.validation("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: "
                    + "Member must have value " + (value < least ? "greater than or equal to " + least : "less than or equal to " + most));
        }
        return value;
    }

    private static AwsException invalid(String message) {
        return new AwsException("InvalidParameterValueException", 400, message);
    }
}
