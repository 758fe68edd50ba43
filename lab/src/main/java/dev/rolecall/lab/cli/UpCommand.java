package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.up.Background;
import dev.rolecall.lab.up.CloudServer;
import dev.rolecall.lab.up.MeetingPlace;
import dev.rolecall.lab.up.Standing;

@Command(name = "up", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Starts the local cloud, an AWS endpoint on this machine, until Ctrl-C.", footer = {
        "", "Examples:", "  rolecall up", "  rolecall up --detach && eval \"$(rolecall env)\"", "  rolecall up --port 0 --detach --json",
        "  rolecall up --state lab"})
final class UpCommand extends ReportingCommand {
    /** R-O-L-E on a telephone. */
    private static final int PORT = 7653;
    private static final String CLEAR_LINE = "\r\033[2K";
    private static final long LOOK_MILLIS = 250;

    @Option(names = "--port", paramLabel = "N", defaultValue = ""
            + PORT, description = "The loopback port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int port;
    @Option(names = "--detach", description = "Start it in the background, and return when it answers.")
    private boolean detach;
    @Option(names = "--state", paramLabel = "DIR", description = "Keep all of it in this folder, and begin with what is there: users and keys, "
            + "buckets and objects, stacks, functions, instances, events. The folder is made where it is missing; it holds the cloud's test "
            + "secrets in clear, and nobody but you may read it. A kill loses nothing that was answered; a loss of power may take the last "
            + "second. Copy it with cp -a, since objects need their extended attributes. Without it, all is gone when the cloud stops.")
    private @Nullable Path state;

    UpCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw LabException.wrongInput("--port is a number from 0 to 65535.");
        }
        return detach ? background() : setting().interruption().guard(this::foreground);
    }

    private int background() throws InterruptedException {
        MeetingPlace place = MeetingPlace.of(setting().around());
        int chosen = port == 0 ? FreePort.find() : port;
        if (place.find(Optional.of(chosen)).isPresent()) {
            throw LabException
                    .missing("A local cloud is up on port " + chosen + " already: rolecall status shows it, rolecall down stops it.");
        }
        List<String> arguments = new ArrayList<>(List.of("up", "--port", String.valueOf(chosen)));
        state().ifPresent(folder -> arguments.addAll(List.of("--state", folder.toString())));
        Standing standing = Background.start(setting().around(), place, chosen, Main.class.getName(), arguments);
        tell(standing, "rolecall down stops it.");
        return ExitCode.HOLDS.code();
    }

    private int foreground(Undo undo) throws InterruptedException {
        RunFolder folder = undo.begin(() -> RunFolder.create(setting().around().temporary()));
        undo.add(folder);
        CloudServer server = CloudServer.start(port, folder, state(), MeetingPlace.of(setting().around()), setting().around().clock());
        undo.add(server);
        tell(server.standing(), "Ctrl-C stops it.");
        Terminal terminal = setting().terminal();
        while (!server.stopping()) {
            if (terminal.errIsScreen()) {
                terminal.err().print(CLEAR_LINE + server.standing().line());
            }
            server.awaitStop(LOOK_MILLIS);
        }
        return ExitCode.HOLDS.code();
    }

    private Optional<Path> state() {
        return Optional.ofNullable(state).map(folder -> folder.toAbsolutePath().normalize());
    }

    private void tell(Standing standing, String end) {
        Terminal terminal = setting().terminal();
        if (report().json()) {
            terminal.out().println(JsonDocument.write(standing.json()));
            return;
        }
        terminal.out().println("The local cloud is up at " + standing.endpoint() + ", account " + standing.account() + ", "
                + standing.region() + ".");
        standing.state().ifPresent(folder -> terminal.out().println("It is kept in " + folder + "."));
        terminal.out().println("In another shell:  eval \"$(./rolecall env)\"  or  ./rolecall run -- aws sts get-caller-identity");
        terminal.out().println(end);
        terminal.out().flush();
    }
}
