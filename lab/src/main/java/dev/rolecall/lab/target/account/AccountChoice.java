package dev.rolecall.lab.target.account;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import dev.rolecall.lab.target.Briefing;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.Target;
import dev.rolecall.lab.target.TargetRequest;
import dev.rolecall.lab.target.Targets;

/** An account of AWS, or of whatever answers at an endpoint, with the credentials that this machine has for it. */
public final class AccountChoice implements Choice {
    public static final String NAME = "aws";
    /** What an account is called that was chosen by its endpoint alone. */
    public static final String ENDPOINT = "endpoint";

    private final String name;
    private final Connection connection;
    private final Runner runner;
    private final Optional<List<String>> unseen;
    private final Manner manner;
    private final InstantSource clock;

    /** @param unseen what could not be looked up for the guard rails; empty where there are none */
    private AccountChoice(String name, Connection connection, Runner runner, Optional<List<String>> unseen, Manner manner,
            InstantSource clock) {
        this.name = name;
        this.connection = connection;
        this.runner = runner;
        this.unseen = unseen;
        this.manner = manner;
        this.clock = clock;
    }

    /**
     * Asks who the credentials belong to, and whether the lesson may run there. An emulator on this machine needs no guarding, unless it
     * is asked to be taken for AWS.
     *
     * @throws dev.rolecall.lab.LabException when it may not, or there are no credentials
     */
    public static Choice look(TargetRequest request, Function<String, @Nullable String> environment, InstantSource clock) {
        boolean named = request.name().filter(NAME::equals).isPresent();
        boolean here = Targets.isLoopback(request.endpoint());
        boolean guarded = named || !here;
        return look(guarded ? NAME : ENDPOINT, new MachineConfiguration(request, environment).connection(),
                guarded ? Optional.of(new GuardRails(request.account(), environment)) : Optional.empty(),
                here ? (named ? Manner.STAND_IN : Manner.EMULATOR) : Manner.AWS, clock);
    }

    /**
     * An account that is to be looked at only: nothing is changed in it, so that nothing has to be guarded.
     *
     * @throws dev.rolecall.lab.LabException when nobody answers, or the credentials are not accepted
     */
    public static Target visit(TargetRequest request, Function<String, @Nullable String> environment, InstantSource clock) {
        Connection connection = new MachineConfiguration(request, environment).connection();
        Runner runner = new Look(connection).runner();
        String name = connection.endpoint().isPresent() ? ENDPOINT : NAME;
        Manner manner = Targets.isLoopback(connection.endpoint()) ? Manner.STAND_IN : Manner.AWS;
        return new AccountTarget(name, runner.account(), connection, manner, clock, Optional.empty());
    }

    /**
     * The same of something on this machine with credentials that it has given itself.
     *
     * @throws dev.rolecall.lab.LabException when nobody answers, or the credentials are not accepted
     */
    public static Target visit(URI endpoint, String region, AwsCredentialsProvider credentials, InstantSource clock) {
        Connection connection = new Connection(Optional.of(endpoint), region, credentials, Reach.ISOLATED, List.of());
        return new AccountTarget(ENDPOINT, new Look(connection).runner().account(), connection, Manner.STAND_IN, clock, Optional.empty());
    }

    static AccountChoice look(String name, Connection connection, Optional<GuardRails> guardRails, Manner manner,
            InstantSource clock) {
        Look look = new Look(connection);
        Runner runner = look.runner();
        Optional<List<String>> unseen = guardRails.map(rails -> rails.check(runner, look));
        return new AccountChoice(name, connection, runner, unseen, manner, clock);
    }

    @Override
    public String name() {
        return connection.endpoint().isPresent() && manner != Manner.REHEARSAL ? ENDPOINT : name;
    }

    @Override
    public String account() {
        return runner.account();
    }

    @Override
    public boolean outlivesTheCommand() {
        return true;
    }

    @Override
    public Optional<Briefing> briefing() {
        return unseen.map(this::briefing);
    }

    private Briefing briefing(List<String> unseen) {
        List<String> facts = new ArrayList<>();
        facts.add("Account " + runner.account() + ", region " + connection.region()
                + connection.endpoint().map(at -> ", at " + at).orElse("") + ".");
        facts.add("Principal " + runner.arn() + ", with " + credential() + ".");
        facts.addAll(unseen);
        return new Briefing(List.copyOf(facts), runner.temporary()
                ? List.of()
                : List.of("You are about to run this lesson on the very thing that it warns about: a long-term access key."));
    }

    @Override
    public List<String> costs(Duration insecureLife, boolean task) {
        return unseen.isPresent() ? Prices.table().sentences(insecureLife, task) : List.of();
    }

    private String credential() {
        if (!runner.temporary()) {
            return "a permanent access key";
        }
        return "a temporary credential" + runner.expiresAt().map(end -> " until " + end.truncatedTo(ChronoUnit.SECONDS))
                .orElse(", whose end its source does not tell");
    }

    @Override
    public Target start(Path directory) {
        return new AccountTarget(name(), runner.account(), connection, manner, clock, Optional.empty());
    }
}
