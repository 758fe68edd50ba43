package dev.rolecall.lab.experiment;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/** A role that an experiment made for itself, without any permission. What is just made, or just changed, is waited for until IAM has settled. */
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

    String arn() {
        return arn;
    }

    /** Puts another trust policy in place of the one that it has; a role that was just made may not be known yet as one to be trusted. */
    void trust(Trust trust) throws InterruptedException {
        Runnable update = () -> clients.iam()
                .updateAssumeRolePolicy(change -> change.roleName(name).policyDocument(trust.document()));
        Optional<String> updated = pace.await(clock, pace.settling(), () -> {
            try {
                update.run();
                return Optional.of(name);
            } catch (MalformedPolicyDocumentException e) {
                return Optional.empty();
            }
        });
        if (updated.isEmpty()) {
            update.run();
        }
    }

    /**
     * Asks for the role, as whoever runs this, until the answer is as expected. The session that may come of it is not used, and ends by itself.
     *
     * @param expected {@link #GIVEN}, or {@code refused} with the error's code
     */
    Answer assumed(String expected, Consumer<AssumeRoleRequest.Builder> how) throws InterruptedException {
        return settled(expected, () -> asked(how));
    }

    /**
     * A session of it.
     *
     * @throws LabException when it is not given
     */
    AwsSessionCredentials session() throws InterruptedException {
        AtomicReference<Credentials> given = new AtomicReference<>();
        Answer answer = settled(GIVEN, () -> Answer.to(GIVEN,
                () -> given.set(clients.sts().assumeRole(assume -> assume.roleArn(arn).roleSessionName(SESSION)).credentials())));
        if (!answer.label().equals(GIVEN)) {
            throw LabException.brokeOff("The role " + name + " was " + answer.label() + ": " + answer.words().orElse(""));
        }
        Credentials session = given.get();
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    /** Asks for the role once. */
    Answer asked(Consumer<AssumeRoleRequest.Builder> how) {
        return asked(clients.sts(), arn, how);
    }

    /** Asks until the answer is as expected; once where changes of IAM are known at once. */
    Answer settled(String expected, Supplier<Answer> question) throws InterruptedException {
        AtomicReference<Answer> last = new AtomicReference<>(question.get());
        if (pace.settling().isZero()) {
            return last.get();
        }
        pace.await(clock, pace.settling(), () -> {
            if (!last.get().label().equals(expected)) {
                last.set(question.get());
            }
            return Optional.of(last.get()).filter(answer -> answer.label().equals(expected));
        });
        return last.get();
    }

    /** Asks once, for any role. */
    static Answer asked(StsClient sts, String arn, Consumer<AssumeRoleRequest.Builder> how) {
        return Answer.to(GIVEN, () -> sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName(SESSION).applyMutation(how)));
    }
}
