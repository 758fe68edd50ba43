package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.target.Capability;

/** Lets a copy of the instance read by the SDK's default chain in an environment whose container endpoint gives no credentials, and another in one where it does. */
public record DefaultChainGoesOn(ContainerTrap trap) implements Experiment {
    private static final String PROGRAM = "dev.rolecall.reader.InstanceProgram";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES, Capability.LAUNCHES_INSTANCES, Capability.METADATA_SERVICE);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        List<Evidence> told = scene.readOnCopies(List.of(trap.set(PROGRAM), ContainerTrap.workingEndpoint(PROGRAM)));
        return Observation.of(Told.finding("with " + trap.label(), Told.read(Told.BY_PROFILE), told.getFirst()),
                Told.control("with that mended", Told.refused("InvalidAccessKeyId", Told.BY_ENDPOINT), told.getLast()));
    }
}
