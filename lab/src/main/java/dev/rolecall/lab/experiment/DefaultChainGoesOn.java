package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.target.Capability;

/** Lets a copy of the instance read by the SDK's default chain, in an environment whose container endpoint gives no credentials. */
public record DefaultChainGoesOn(ContainerTrap trap) implements Experiment {

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.LAUNCHES_INSTANCES, Capability.METADATA_SERVICE);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        Evidence told = scene.readOnCopies(List.of(data -> trap.set(data, scene))).getFirst();
        return Observation.of(Told.finding("with " + trap.label(), Told.read(Told.BY_PROFILE), told));
    }
}
