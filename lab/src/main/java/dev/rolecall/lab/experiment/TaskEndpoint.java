package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import software.amazon.awssdk.services.ecs.model.KeyValuePair;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.demo.WorkloadResult;
import dev.rolecall.lab.target.Capability;

/**
 * Looks at where the lesson's task had its credentials from, and for a secret in its definition.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">DescribeTaskDefinition</a>
 */
public record TaskEndpoint() implements Experiment {
    private static final Set<String> KEYS = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.RUNS_TASKS);
    }

    @Override
    public Observation perform(Scene scene) {
        WorkloadResult task = scene.result(Workload.ECS_ROLE);
        Evidence.CredentialsSeen seen = scene.credentials(Workload.ECS_ROLE);
        return Observation.of(Told.finding("the task", Told.read(Told.BY_ENDPOINT), task.evidence()),
                Finding.of("its credentials", Lifetimes.WITH_AN_END, Lifetimes.tokenAndEnd(seen)),
                Finding.of("its secret", SecretsAtRest.NOWHERE, SecretsAtRest.places(task.secretAtRest())),
                Finding.of("keys among the variables of its definition", "none", keys(scene)));
    }

    private static String keys(Scene scene) {
        String definition = scene.lesson().taskDefinition(Workload.ECS_ROLE);
        List<String> names = scene.clients().ecs().describeTaskDefinition(describe -> describe.taskDefinition(definition)).taskDefinition()
                .containerDefinitions().stream().flatMap(container -> container.environment().stream()).map(KeyValuePair::name)
                .filter(KEYS::contains).toList();
        return names.isEmpty() ? "none" : String.join(" and ", names);
    }
}
