package dev.rolecall.lab.target.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.LocalCloud;
import dev.rolecall.cloud.LocalCloudOptions;
import dev.rolecall.cloud.PortTakenException;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Asked;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.Shown;
import dev.rolecall.lab.target.Target;

/** The local cloud of this repository, in this process and on loopback. Nothing else in the lab knows that it exists. */
final class LocalTarget implements Target {
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private final LocalCloud cloud;
    private final InstantSource clock;
    private @Nullable SessionCredentials session;

    private LocalTarget(LocalCloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    /**
     * Starts a fresh local cloud.
     *
     * @param port      the loopback port, 0 for any
     * @param directory where it and what runs in it may write, removed with everything in it where this process is killed
     * @throws LabException when the port is taken
     */
    static LocalTarget start(int port, Path directory, InstantSource clock) {
        LocalCloudOptions defaults = LocalCloudOptions.defaults(directory);
        try {
            return new LocalTarget(LocalCloud.start(
                    new LocalCloudOptions(port, defaults.accountId(), defaults.region(), directory, clock, defaults.lifetimes())
                            .inTemporary(directory)),
                    clock);
        } catch (PortTakenException e) {
            throw LabException.missing("Port " + e.port() + " on 127.0.0.1 is taken: choose another with --port, or leave it out.");
        }
    }

    @Override
    public String name() {
        return LocalChoice.NAME;
    }

    @Override
    public Shown shown() {
        return new Shown("emulated", "Emulated by the local cloud on this machine (account " + account() + ", " + region()
                + "): the templates are those that cdk deploy deploys, and no AWS account was used.");
    }

    @Override
    public String account() {
        return cloud.accountId();
    }

    @Override
    public String region() {
        return cloud.region();
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(cloud.endpoint());
    }

    @Override
    public Reach reach() {
        return Reach.ISOLATED;
    }

    @Override
    public boolean outlivesTheCommand() {
        return false;
    }

    @Override
    public AwsCredentialsProvider credentials() {
        return this::administrator;
    }

    @Override
    public Pace pace() {
        return Pace.LOOPBACK;
    }

    @Override
    public Optional<ObjectNode> explanation(String requestId) {
        return cloud.explanation(requestId);
    }

    @Override
    public List<Asked> asked() {
        String runner = String.valueOf(Optional.ofNullable(session).map(SessionCredentials::accessKeyId).orElse(null));
        return cloud.audited().stream().filter(call -> call.accessKeyId().filter(runner::equals).isPresent())
                .flatMap(call -> call.checks().stream()).map(check -> new Asked(check.action(), check.resource())).toList();
    }

    @Override
    public void close() {
        cloud.close();
    }

    private synchronized AwsCredentials administrator() {
        Instant soon = clock.instant().plus(RENEW_BEFORE);
        SessionCredentials current = session;
        if (current == null || current.expiration().isBefore(soon)) {
            current = cloud.administrator();
            session = current;
        }
        return AwsSessionCredentials.builder().accessKeyId(current.accessKeyId()).secretAccessKey(current.secretAccessKey().reveal())
                .sessionToken(current.sessionToken().reveal()).expirationTime(current.expiration()).build();
    }
}
