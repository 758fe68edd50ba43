package dev.rolecall.lab.experiment;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import dev.rolecall.lab.target.Capability;

/**
 * Asks with the session of a role for a role whose sessions may last two hours: for one hour, and for two. It is the same role, which trusts itself.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record ChainedSession() implements Experiment {
    private static final Duration ALLOWED = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String REFUSED = Answer.refused("ValidationError");

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        return scene.roles().with(Trust.account(scene.account()), ALLOWED, role -> {
            role.trust(Trust.accountAndRole(scene.account(), role.arn()));
            AwsSessionCredentials session = role.session();
            return Observation.of(
                    role.settled(OwnRole.GIVEN, () -> chained(scene, role, session, LONGEST)).control("for an hour", OwnRole.GIVEN),
                    chained(scene, role, session, ALLOWED).finding("for two hours, which the role allows", REFUSED));
        });
    }

    private static Answer chained(Scene scene, OwnRole role, AwsSessionCredentials session, Duration lasting) {
        return OwnRole.asked(scene.clients().sts(), role.arn(), assume -> assume.durationSeconds(Math.toIntExact(lasting.toSeconds()))
                .overrideConfiguration(sign -> sign.credentialsProvider(StaticCredentialsProvider.create(session))));
    }
}
