package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.lab.target.Capability;

/**
 * Asks for a role that trusts its account only with an external id: with it, with another, and with none.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record ExternalId() implements Experiment {
    private static final String AGREED = "agreed-with-the-customer";
    private static final String REFUSED = Answer.refused("AccessDenied");

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        return scene.roles().with(Trust.withExternalId(scene.account(), AGREED), role -> Observation.of(
                role.assumed(OwnRole.GIVEN, assume -> assume.externalId(AGREED)).control("with the external id", OwnRole.GIVEN),
                role.asked(assume -> assume.externalId("of-another-customer")).finding("with another", REFUSED),
                role.asked(_ -> {}).finding("without one", REFUSED)));
    }
}
