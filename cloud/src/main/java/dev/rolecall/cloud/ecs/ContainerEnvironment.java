package dev.rolecall.cloud.ecs;

import java.util.Map;
import java.util.TreeMap;

import dev.rolecall.cloud.process.Site;

/**
 * The variables that a container sees: its definition's, and Fargate's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/taskdef-envfiles.html">Pass an individual environment variable</a>
 */
record ContainerEnvironment(Task task, TaskEndpoint endpoint, Site site) {
    Map<String, String> of(ContainerDefinition container, ContainerState state, ContainerDisk disk) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("LANG", "C.UTF-8");
        variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put("HOME", "/root");
        variables.put("AWS_CONFIG_FILE", "/root/.aws/config");
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "/root/.aws/credentials");
        variables.put("HOSTNAME", task.network().dnsName(site.region()));
        variables.put("AWS_REGION", site.region());
        variables.put("AWS_DEFAULT_REGION", site.region());
        variables.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
        variables.putAll(container.environment());
        disk.locate(variables);
        variables.putAll(endpoint.variables(state));
        // What AWS's network does for a real task: calls end at the local cloud, and there is no instance whose credentials are in reach.
        variables.put("AWS_ENDPOINT_URL", site.endpoint().get().toString());
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }
}
