package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import dev.rolecall.lab.target.Capability;

/**
 * Asks STS who one is with the credentials of a session, and with the same without their token.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public record TokenLeftOut() implements Experiment {
    private static final String ACCEPTED = "accepted";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES);
    }

    @Override
    public Observation perform(Scene scene) throws InterruptedException {
        return scene.roles().with(Trust.account(scene.account()), role -> {
            AwsSessionCredentials session = role.session();
            AwsCredentials half = AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());
            return Observation.of(role.settled(ACCEPTED, () -> signed(scene, session)).control("with the token", ACCEPTED),
                    signed(scene, half).finding("without it", Answer.refused("InvalidClientTokenId")));
        });
    }

    /** Nobody needs a permission to ask this. */
    private static Answer signed(Scene scene, AwsCredentials credentials) {
        return Answer.to(ACCEPTED, () -> scene.clients().sts().getCallerIdentity(
                get -> get.overrideConfiguration(sign -> sign.credentialsProvider(StaticCredentialsProvider.create(credentials)))));
    }
}
