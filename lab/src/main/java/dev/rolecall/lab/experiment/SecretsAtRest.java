package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.rolecall.lab.demo.SecretPlace;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.demo.WorkloadResult;
import dev.rolecall.lab.target.Capability;

/** Takes from the demonstration where each workload's secret was found: in templates, user data, configurations and on disks. */
public record SecretsAtRest() implements Experiment {
    static final String FOUND = "found";
    static final String NOWHERE = "found nowhere";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.RUNS_INSTANCES, Capability.RUNS_FUNCTIONS);
    }

    @Override
    public Observation perform(Scene scene) {
        return new Observation(scene.results().stream().filter(result -> result.notShown().isEmpty())
                .map(result -> finding(scene, result)).toList());
    }

    private static Finding finding(Scene scene, WorkloadResult result) {
        // Where a workload showed no credentials, nothing was looked for.
        scene.credentials(result.workload());
        return Finding.of(result.workload().id(), result.workload().wears() == Workload.Wears.ROLE ? NOWHERE : FOUND,
                places(result.secretAtRest()));
    }

    static String places(List<SecretPlace> places) {
        return places.isEmpty()
                ? NOWHERE
                : FOUND + ", in " + places.stream().map(place -> place.where().label()).distinct().collect(Collectors.joining(" and "));
    }
}
