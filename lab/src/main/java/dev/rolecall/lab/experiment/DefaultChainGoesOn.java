package dev.rolecall.lab.experiment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.target.Capability;

/**
 * Lets a copy of the instance read by the SDK's default chain, in an environment whose container endpoint gives no credentials; and, where the endpoint as such
 * works, another copy on which the one thing that is wrong is mended.
 */
public record DefaultChainGoesOn(ContainerTrap trap) implements Experiment {
    private static final String PROGRAM = "dev.rolecall.reader.InstanceProgram";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES, Capability.LAUNCHES_INSTANCES, Capability.METADATA_SERVICE);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        List<UnaryOperator<UserData>> changes = new ArrayList<>(List.of(trap.set(PROGRAM, scene)));
        trap.mended(PROGRAM).ifPresent(changes::add);
        List<Evidence> told = scene.readOnCopies(changes);
        List<Finding> findings = new ArrayList<>();
        findings.add(Told.finding("with " + trap.label(), Told.read(Told.BY_PROFILE), told.getFirst()));
        for (Evidence mended : told.subList(1, told.size())) {
            findings.add(Told.control("with that mended", Told.refused("InvalidAccessKeyId", Told.BY_ENDPOINT), mended));
        }
        return new Observation(findings);
    }
}
