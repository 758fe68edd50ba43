package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.demo.DemoReport;
import dev.rolecall.lab.demo.JsonReport;
import dev.rolecall.lab.demo.TableReport;

@Command(name = "demo", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Runs the lesson on this machine: an instance and a function read an object by their roles, beside the same two with a user's access key.", footer = {
        "", "Examples:", "  rolecall demo", "  rolecall demo --json | jq '.workloads[] | {id, outcome, secretAtRest}'",
        "  rolecall demo --keep --port 4566",
        "", "Exit code 0 when all four workloads read, 1 when one of them was refused or failed."})
final class DemoCommand implements Callable<Integer> {
    private final Surroundings around;
    private final Terminal terminal;
    private final Interruption interruption;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;
    @Option(names = "--keep", description = "Leave the local cloud running until Ctrl-C, and print the environment for the aws command line.")
    private boolean keep;
    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "The loopback port of the local cloud (default: any free one).")
    private int port;
    @Option(names = "--prefix", paramLabel = "P", description = "Put in front of the names of stacks and role, as for several learners in one account.")
    private @Nullable String prefix;
    @Option(names = "--assembly", paramLabel = "DIR", description = "Deploy this cloud assembly instead of synthesising one.")
    private @Nullable Path assembly;
    @Option(names = "--verbose", description = "Show where it broke off, if it does.")
    private boolean verbose;

    DemoCommand(Surroundings around, Terminal terminal, Interruption interruption) {
        this.around = around;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    boolean verbose() {
        return verbose;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw LabException.wrongInput("--port must be between 0 and 65535, not " + port + ".");
        }
        return interruption.guard(undo -> {
            try (Progress progress = new Progress(terminal)) {
                DemoRun run = new DemoRun(around, progress, undo, port, prefix, assembly);
                DemoReport report = keep ? run.keep() : run.once();
                progress.finish();
                terminal.out().println(json ? JsonReport.write(report) : new TableReport(terminal.coloursOut()).write(report));
                if (keep) {
                    (json ? terminal.err() : terminal.out()).println(run.invitation());
                    Thread.sleep(Long.MAX_VALUE);
                }
                return (interruption.happened() ? ExitCode.INTERRUPTED : report.exitCode()).code();
            }
        });
    }
}
