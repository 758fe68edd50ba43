package dev.rolecall.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * What {@code CreateFunction} asks for, checked as Lambda checks it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>
 */
record FunctionRequest(String name, String runtime, String role, String handler, String description, int timeoutSeconds, int memoryMb,
        Map<String, String> environment, List<String> architectures, String logGroup, String logFormat,
        Map<String, String> tags) {

    /** Variables that Lambda sets itself. A function's configuration must not name them. */
    private static final Set<String> RESERVED = Set.of("_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR");
    private static final int ENVIRONMENT_BYTES = 4096;

    static FunctionRequest of(Parameters parameters) {
        String name = parameters.required("FunctionName");
        if (!name.matches("[a-zA-Z0-9-_]{1,64}")) {
            throw AwsException
                    .validation("1 validation error detected: Value '" + name + "' at 'functionName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+");
        }
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
        return new FunctionRequest(name, runtime, role, parameters.required("Handler"), parameters.optional("Description").orElse(""),
                between(parameters, "Timeout", 3, 1, 900), between(parameters, "MemorySize", 128, 128, 10_240), environment(parameters),
                architectures.isEmpty() ? List.of("x86_64") : architectures, logging.optional("LogGroup").orElse("/aws/lambda/" + name),
                logging.optional("LogFormat").orElse("Text"), tags(parameters));
    }

    @Override
    public String toString() {
        return "FunctionRequest[" + name + ", environment " + environment.keySet() + "]";
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

    private static Map<String, String> tags(Parameters parameters) {
        Map<String, String> tags = new TreeMap<>();
        parameters.structure("Tags").node().properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        return Map.copyOf(tags);
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
