package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.lab.target.Capability;

/**
 * Asks as whoever runs this for a role of its own that trusts the account, and for the same role when it trusts EC2 alone: so what refuses it is the trust policy.
 * Then asks for the role of the lesson's instance.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record ServiceOnlyTrust() implements Experiment {
    private static final String REFUSED = Answer.refused("AccessDenied");

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES, Capability.MAKES_PROFILES);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        return scene.roles().with(Trust.account(scene.account()), role -> {
            Finding trusting = role.assumed(OwnRole.GIVEN, _ -> {}).control("a role that trusts the account", OwnRole.GIVEN);
            role.trust(Trust.service("ec2.amazonaws.com"));
            return Observation.of(trusting, role.assumed(REFUSED, _ -> {}).finding("the same when it trusts EC2 alone", REFUSED),
                    lessons(scene).finding("the lesson's, which trusts EC2 alone", REFUSED));
        });
    }

    private static Answer lessons(Scene scene) {
        String name = scene.keyless().output("InstanceRoleName");
        String arn = scene.clients().iam().getRole(get -> get.roleName(name)).role().arn();
        return OwnRole.asked(scene.clients().sts(), arn, _ -> {});
    }
}
