package dev.rolecall.lab.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The environment that makes a client of AWS's APIs talk to one endpoint with one temporary credential, whatever else it is configured for.
 *
 * @param endpoint the endpoint of every service
 * @param folder   for what clients keep: each endpoint needs its own, or the CDK CLI takes one account for another
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings reference of the SDKs and tools</a>
 */
public record ClientEnvironment(URI endpoint, String region, AwsSessionCredentials credentials, Path folder) {
    /** Variables by which a client would find other credentials, another region or another endpoint. */
    static final List<String> IN_THE_WAY = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI");
    private static final String SERVICE_ENDPOINT = "AWS_ENDPOINT_URL_";

    /** Variables to set; the three credentials are the only secrets. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        variables.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
        variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("AWS_PAGER", "");
        variables.put("CDK_HOME", folder.resolve("cdk").toString());
        variables.put("NO_PROXY", "127.0.0.1,localhost");
        return variables;
    }

    /** Variables to remove: those in the way that are not set anew, and every endpoint of a single service. */
    public List<String> removed(Iterable<String> present) {
        Map<String, String> set = variables();
        List<String> removed = new ArrayList<>(IN_THE_WAY.stream().filter(name -> !set.containsKey(name)).toList());
        present.forEach(name -> {
            if (name.startsWith(SERVICE_ENDPOINT)) {
                removed.add(name);
            }
        });
        return List.copyOf(removed);
    }
}
