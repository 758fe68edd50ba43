package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.lab.demo.SecretPlace;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.target.Capability;

/**
 * Looks for a working secret in what {@code GetFunctionConfiguration} answers of both functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html">GetFunctionConfiguration</a>
 */
public record KeyInConfiguration() implements Experiment {

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.RUNS_FUNCTIONS);
    }

    @Override
    public Observation perform(Scene scene) {
        return Observation.of(finding(scene, Workload.LAMBDA_ROLE, SecretsAtRest.NOWHERE),
                finding(scene, Workload.LAMBDA_KEY, SecretsAtRest.FOUND));
    }

    private static Finding finding(Scene scene, Workload workload, String expected) {
        scene.credentials(workload);
        return Finding.of(workload.id(), expected, SecretsAtRest.places(scene.result(workload).secretAtRest().stream()
                .filter(place -> place.where() == SecretPlace.Where.FUNCTION_CONFIGURATION).toList()));
    }
}
