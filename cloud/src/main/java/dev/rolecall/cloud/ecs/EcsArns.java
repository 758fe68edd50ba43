package dev.rolecall.cloud.ecs;

import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;

/** The names of what ECS has, in the forms in which calls use them: a short name or an ARN. */
record EcsArns(String region, String accountId) {
    private static final String DEFAULT_CLUSTER = "default";

    private String prefix() {
        return "arn:aws:ecs:" + region + ":" + accountId + ":";
    }

    String cluster(String name) {
        return prefix() + "cluster/" + name;
    }

    String taskDefinition(String familyAndRevision) {
        return prefix() + "task-definition/" + familyAndRevision;
    }

    String task(Task.Key key) {
        return prefix() + "task/" + key.cluster() + "/" + key.id();
    }

    String container(Task.Key key, String uuid) {
        return prefix() + "container/" + key.cluster() + "/" + key.id() + "/" + uuid;
    }

    String containerInstances(String cluster) {
        return prefix() + "container-instance/" + cluster + "/*";
    }

    /**
     * What ECS says of itself when it assumes a role. The page says that naming a cluster does not work there, so this is all of it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">Task IAM role</a>
     */
    String source() {
        return prefix() + "*";
    }

    /** The name of a cluster that a call has by name or ARN, or not at all. */
    String clusterName(Optional<String> named) {
        return named.map(text -> below("cluster/", text)).orElse(DEFAULT_CLUSTER);
    }

    /** {@code family} or {@code family:revision}. */
    String familyAndRevision(String named) {
        return below("task-definition/", named);
    }

    /** A task by its id or ARN; an id is one of the cluster that the call has beside it. */
    Task.Key taskKey(String named, String cluster) {
        String path = below("task/", named);
        int slash = path.indexOf('/');
        return slash < 0 ? new Task.Key(cluster, path) : new Task.Key(path.substring(0, slash), path.substring(slash + 1));
    }

    private String below(String kind, String named) {
        if (!named.startsWith("arn:")) {
            return named;
        }
        if (!named.startsWith(prefix() + kind)) {
            throw AwsException.validation("Invalid identifier: " + named + " is not an identifier of a " + kind.replace("/", "")
                    + " in this account and region.");
        }
        return named.substring(prefix().length() + kind.length());
    }
}
