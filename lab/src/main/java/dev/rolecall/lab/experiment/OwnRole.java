package dev.rolecall.lab.experiment;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/** A role that an experiment made for itself, without any permission. */
final class OwnRole {
    static final String GIVEN = "given";
    private static final String SESSION = "rolecall-prove";

    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;
    private final String name;
    private final String arn;

    OwnRole(AwsClients clients, Pace pace, InstantSource clock, String name, String arn) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
        this.name = name;
        this.arn = arn;
    }

    /** Puts another trust policy in place of the one that it has. */
    void trust(Trust trust) {
        clients.iam().updateAssumeRolePolicy(update -> update.roleName(name).policyDocument(trust.document()));
    }

    /**
     * Asks for the role, as whoever runs this, until the answer is as expected, or IAM has had the time to make the role known. The session that may come of it is not used, and ends by
     * itself.
     *
     * @param expected {@link #GIVEN}, or {@code refused} with the error's code
     */
    Answer assumed(String expected, Consumer<AssumeRoleRequest.Builder> how) throws InterruptedException {
        AtomicReference<Answer> last = new AtomicReference<>(asked(clients.sts(), arn, how));
        pace.await(clock, pace.settling(), () -> {
            if (!last.get().label().equals(expected)) {
                last.set(asked(clients.sts(), arn, how));
            }
            return Optional.of(last.get()).filter(answer -> answer.label().equals(expected));
        });
        return last.get();
    }

    /** The same once, of any role. */
    static Answer asked(StsClient sts, String arn, Consumer<AssumeRoleRequest.Builder> how) {
        return Answer.to(GIVEN, () -> sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName(SESSION).applyMutation(how)));
    }
}
