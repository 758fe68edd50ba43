package dev.rolecall.lab.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The environment that makes a client of AWS's APIs talk to one endpoint with one temporary credential, whatever else it is configured for.
 *
 * @param endpoint the endpoint of every service
 * @param folder   for what clients keep: each endpoint needs its own, or the CDK CLI takes one account for another
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings reference of the SDKs and tools</a>
 */
public record ClientEnvironment(URI endpoint, String region, AwsSessionCredentials credentials, Path folder, ShellFiles files) {
    /** Variables by which a client would find other credentials, another region, another endpoint or another way to sign. */
    static final List<String> IN_THE_WAY = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_CREDENTIAL_EXPIRATION", "AWS_CREDENTIAL_SCOPE", "AWS_ACCOUNT_ID",
            "AWS_DEFAULT_REGION", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT",
            "AWS_USE_DUALSTACK_ENDPOINT", "AWS_AUTH_SCHEME_PREFERENCE");
    private static final String SERVICE_ENDPOINT = "AWS_ENDPOINT_URL_";
    /** Clients differ in which of the two they read first. */
    private static final List<String> NO_PROXY = List.of("NO_PROXY", "no_proxy");

    /**
     * Variables to set but for the path; the three credentials are the only secrets.
     *
     * @param present what is set already
     */
    public Map<String, String> variables(Map<String, String> present) {
        Map<String, String> variables = new LinkedHashMap<>(withoutCredentials(endpoint, region, present, files));
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        variables.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
        variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
        variables.put("AWS_PAGER", "");
        variables.put("CDK_HOME", folder.resolve("cdk").toString());
        return variables;
    }

    /** What leads to the endpoint and nowhere else, whoever asks there. */
    static Map<String, String> withoutCredentials(URI endpoint, String region, Map<String, String> present, ShellFiles files) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        variables.put("AWS_REGION", region);
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("AWS_CA_BUNDLE", files.noAuthority().toString());
        Set<String> direct = new LinkedHashSet<>(List.of("127.0.0.1", "localhost"));
        NO_PROXY.forEach(name -> direct.addAll(List.of(present.getOrDefault(name, "").split(",", -1))));
        direct.remove("");
        NO_PROXY.forEach(name -> variables.put(name, String.join(",", direct)));
        return variables;
    }

    /** Variables to remove: those in the way that are not set anew, and every endpoint of a single service. */
    public List<String> removed(Map<String, String> present) {
        Map<String, String> set = variables(present);
        List<String> removed = new ArrayList<>(IN_THE_WAY.stream().filter(name -> !set.containsKey(name)).toList());
        present.keySet().stream().filter(name -> name.startsWith(SERVICE_ENDPOINT)).sorted().forEach(removed::add);
        return List.copyOf(removed);
    }

    /** Makes it the environment of a process that is about to be started. */
    public void applyTo(Map<String, String> environment) {
        Map<String, String> present = Map.copyOf(environment);
        removed(present).forEach(environment::remove);
        environment.putAll(variables(present));
        environment.put("PATH", files.first(present.getOrDefault("PATH", "")));
    }
}
