package dev.rolecall.cloud.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.process.Site;

/**
 * The variables that a function sees.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined runtime environment variables</a>
 */
final class EnvironmentVariables {
    private EnvironmentVariables() {}

    /** @param folder the execution environment's own; a credentials file that a person keeps is not in it */
    static Map<String, String> of(FunctionSettings function, SessionCredentials credentials, Site site, String runtimeApi,
            Path taskRoot,
            Path folder, String logStream) {
        Map<String, String> variables = new TreeMap<>(function.environment());
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_REGION", site.region());
        variables.put("AWS_DEFAULT_REGION", site.region());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        variables.put("AWS_LAMBDA_LOG_FORMAT", function.logFormat());
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey().reveal());
        variables.put("AWS_SESSION_TOKEN", credentials.sessionToken().reveal());
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
        // What AWS's network does for a real function: calls end at the local cloud, and no credentials of this machine are in reach.
        variables.put("AWS_ENDPOINT_URL", site.endpoint().get().toString());
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("AWS_CONFIG_FILE", folder.resolve("aws-config").toString());
        variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("aws-credentials").toString());
        variables.put("HOME", folder.toString());
        return variables;
    }
}
