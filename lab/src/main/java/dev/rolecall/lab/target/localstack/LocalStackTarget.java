package dev.rolecall.lab.target.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.target.EmulatedBootstrap;
import dev.rolecall.lab.target.Machines;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.Shown;
import dev.rolecall.lab.target.Target;

/** LocalStack's APIs, with programs of this machine where LocalStack only says that an instance runs. */
final class LocalStackTarget implements Target {
    private static final String INSTANCES = "LocalStack has no machine behind an instance: Rolecall acts out its user data, in a process of this"
            + " machine, with credentials that LocalStack's STS gives for the role in the template's instance profile, through Rolecall's"
            + " metadata service.";

    private static final String NO_OTHERS = "LocalStack has no machine behind an instance, and programs stand in for the lesson's own alone.";

    /** The stock image pulls another one before its first function runs. */
    private static final Pace PACE = new Pace(Duration.ofMillis(100), Duration.ofMinutes(5), Duration.ZERO);

    private final Container container;
    private final StandInInstances instances;

    private LocalStackTarget(Container container, Path directory, InstantSource clock) {
        this.container = container;
        this.instances = new StandInInstances(this, directory, clock);
    }

    static LocalStackTarget start(Container container, Path directory, InstantSource clock) {
        try {
            return new LocalStackTarget(container, directory, clock);
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return LocalStackChoice.NAME;
    }

    @Override
    public Shown shown() {
        return new Shown("localstack", "Shown by LocalStack in a container (account " + account() + ", " + region()
                + "): its APIs and deployments are those that cdk deploy uses; no AWS account was used.");
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(INSTANCES));
        container.standIn().ifPresent(sentence -> notes.add("The image is a stand-in: " + sentence));
        return List.copyOf(notes);
    }

    @Override
    public String account() {
        return LocalStackChoice.ACCOUNT;
    }

    @Override
    public String region() {
        return container.region();
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(container.endpoint());
    }

    @Override
    public Reach reach() {
        return Reach.ISOLATED;
    }

    @Override
    public AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(container.accessKey(), container.secretKey()));
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public Machines machines(AwsClients clients) {
        return instances;
    }

    @Override
    public Map<Capability, String> lacks() {
        return Map.of(Capability.LAUNCHES_INSTANCES, NO_OTHERS);
    }

    @Override
    public void bootstrap() {
        EmulatedBootstrap.ensure(this);
    }

    @Override
    public boolean outlivesTheCommand() {
        return false;
    }

    @Override
    public void close() {
        try {
            instances.close();
        } finally {
            container.close();
        }
    }
}
