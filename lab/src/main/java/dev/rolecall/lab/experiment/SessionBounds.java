package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.lab.target.Capability;

/**
 * Asks for sessions of a role whose sessions last an hour at most: as short as AWS allows, and a second beyond either bound.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record SessionBounds() implements Experiment {
    private static final int SHORTEST = 900;
    private static final int LONGEST = 3_600;
    private static final String REFUSED = Answer.refused("ValidationError");

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        return scene.roles().with(Trust.account(scene.account()), role -> Observation.of(
                role.assumed(OwnRole.GIVEN, assume -> assume.durationSeconds(SHORTEST)).control(SHORTEST + " s", OwnRole.GIVEN),
                role.assumed(OwnRole.GIVEN, assume -> assume.durationSeconds(LONGEST)).control(LONGEST + " s", OwnRole.GIVEN),
                role.asked(assume -> assume.durationSeconds(SHORTEST - 1)).finding(SHORTEST - 1 + " s", REFUSED),
                role.asked(assume -> assume.durationSeconds(LONGEST + 1)).finding(LONGEST + 1 + " s", REFUSED)));
    }
}
