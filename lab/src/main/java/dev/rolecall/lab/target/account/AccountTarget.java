package dev.rolecall.lab.target.account;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import dev.rolecall.lab.target.Asked;
import dev.rolecall.lab.target.EmulatedBootstrap;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.Shown;
import dev.rolecall.lab.target.Target;

/** The account, once it may be used. */
final class AccountTarget implements Target {
    private final String name;
    private final String account;
    private final Connection connection;
    private final Manner manner;
    private final InstantSource clock;
    private final Optional<Target> player;

    /** @param player what the account is played by, which ends with it */
    AccountTarget(String name, String account, Connection connection, Manner manner, InstantSource clock, Optional<Target> player) {
        this.player = player;
        this.name = name;
        this.account = account;
        this.connection = connection;
        this.manner = manner;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Shown shown() {
        return connection.endpoint().map(URI::toString)
                .map(url -> new Shown(AccountChoice.ENDPOINT, "Shown by what answers at " + url + " (account " + account + ", "
                        + connection.region() + "): it says what this endpoint does, and nothing about AWS."))
                .orElseGet(() -> new Shown(AccountChoice.NAME, "Shown on AWS, account " + account + ", region " + connection.region() + ", "
                        + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "."));
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String region() {
        return connection.region();
    }

    @Override
    public Optional<URI> endpoint() {
        return connection.endpoint();
    }

    @Override
    public Reach reach() {
        return connection.reach();
    }

    @Override
    public List<ExecutionInterceptor> listeners() {
        return connection.listeners();
    }

    @Override
    public AwsCredentialsProvider credentials() {
        return connection.credentials();
    }

    @Override
    public Pace pace() {
        return manner.pace();
    }

    @Override
    public boolean complete() {
        return manner != Manner.EMULATOR;
    }

    @Override
    public boolean outlivesTheCommand() {
        return manner != Manner.REHEARSAL;
    }

    @Override
    public List<Asked> asked() {
        return player.map(Target::asked).orElse(List.of());
    }

    /** An account on AWS is left as it is: bootstrapping it is its owner's business. */
    @Override
    public void bootstrap() {
        if (manner == Manner.EMULATOR) {
            EmulatedBootstrap.ensure(this);
        }
    }

    @Override
    public void close() {
        if (manner == Manner.EMULATOR) {
            EmulatedBootstrap.removeUnused(this);
        }
        player.ifPresent(Target::close);
    }
}
