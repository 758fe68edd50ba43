package dev.rolecall.lab.experiment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.target.Capability;

/** Lets copies of the instance run the program of the container, which asks the container endpoint alone, in the environments of all traps and in one that works. */
public record ContainerProviderStops() implements Experiment {
    private static final String PROGRAM = "dev.rolecall.reader.TaskProgram";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES, Capability.LAUNCHES_INSTANCES, Capability.METADATA_SERVICE);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        List<ContainerTrap> traps = List.of(ContainerTrap.values());
        List<UnaryOperator<UserData>> changes = new ArrayList<>(traps.stream().map(trap -> trap.set(PROGRAM)).toList());
        changes.add(ContainerTrap.workingEndpoint(PROGRAM));
        List<Evidence> told = scene.readOnCopies(changes);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < traps.size(); i++) {
            findings.add(Told.finding("with " + traps.get(i).label(), Told.failed("NoCredentials"), told.get(i)));
        }
        findings.add(Told.control("with an endpoint that works", Told.refused("InvalidAccessKeyId", Told.BY_ENDPOINT), told.getLast()));
        return new Observation(findings);
    }
}
