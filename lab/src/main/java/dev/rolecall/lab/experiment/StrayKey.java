package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.KeyPair;
import dev.rolecall.lab.target.Capability;

/** Lets a copy of the instance have a key in its service's environment that nobody has, and another copy nothing but its role. */
public record StrayKey() implements Experiment {

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES, Capability.LAUNCHES_INSTANCES, Capability.METADATA_SERVICE);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        KeyPair nobody = KeyPair.madeUp();
        List<Evidence> told = scene.readOnCopies(List.of(UnaryOperator.identity(),
                data -> data.environment("AWS_ACCESS_KEY_ID", nobody.id()).environment("AWS_SECRET_ACCESS_KEY", nobody.secret())));
        return Observation.of(Told.control("without a key", Told.read(Told.BY_PROFILE), told.getFirst()),
                Told.finding("with a made-up key", Told.refused("InvalidAccessKeyId", Told.BY_ENVIRONMENT), told.getLast()));
    }
}
