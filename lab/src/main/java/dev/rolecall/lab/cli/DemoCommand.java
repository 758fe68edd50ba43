package dev.rolecall.lab.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.demo.ClientFiles;
import dev.rolecall.lab.demo.DemoReport;
import dev.rolecall.lab.demo.JsonReport;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.demo.TableReport;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Targets;

@Command(name = "demo", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Runs the lesson: an instance and a function read an object by their roles, beside the same two with a user's access key.", footer = {
        "", "Examples:", "  rolecall demo", "  rolecall demo --json | jq '.workloads[] | {id, outcome, secretAtRest}'",
        "  rolecall demo --keep --port 4566", "  rolecall demo --endpoint http://127.0.0.1:4566",
        "  rolecall demo --target aws --account 111122223333 --dry-run",
        "", "Exit code 0 when all four workloads read, 1 when one of them was refused or failed."})
final class DemoCommand implements Callable<Integer>, Verbose {
    private final Surroundings around;
    private final Terminal terminal;
    private final Interruption interruption;

    @Mixin
    private TargetOptions where = new TargetOptions();
    @Mixin
    private AppOptions what = new AppOptions();
    @Option(names = "--keep", description = "Leave what was deployed: a target that ends with the command runs until Ctrl-C, with the environment for the aws command line.")
    private boolean keep;
    @Option(names = "--yes", description = "Do not ask before something is created in an account.")
    private boolean yes;
    @Option(names = "--dry-run", description = "Show every API call that it would make, in order, and make none.")
    private boolean dryRun;
    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;
    @Option(names = "--verbose", description = "Show where it broke off, if it does.")
    private boolean verbose;

    DemoCommand(Surroundings around, Terminal terminal, Interruption interruption) {
        this.around = around;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public boolean verbose() {
        return verbose;
    }

    @Override
    public Integer call() throws Exception {
        if (dryRun) {
            return new DryRun(around, terminal, interruption).run(where, what, json);
        }
        Choice choice = new Targets(around.environment(), around.clock()).choose(where.request());
        Session.Source source = Session.source(around, what.assembly(), what.context(choice.account()));
        choice.briefing()
                .ifPresent(briefing -> new Consent(terminal, yes).ask(briefing, choice.costs(what.insecureLife(around.clock()))));
        return interruption.guard(undo -> {
            try (Progress progress = new Progress(terminal)) {
                Phases phases = new Phases(around.clock(), progress);
                return run(Session.deploying(around, undo, phases, choice, source), undo, phases, progress);
            }
        });
    }

    private int run(Session session, Undo undo, Phases phases, Progress progress) throws Exception {
        Performance performance = Performance.prepare(session, undo, phases, terminal);
        Performance.Findings findings = performance.perform(performance.deploy());
        String invitation = keep ? invitation(session, performance.names()) : "";
        Optional<Certificate> certificate = Optional.empty();
        if (keep) {
            performance.leave();
        } else {
            performance.remove();
            if (session.target().outlivesTheCommand()) {
                certificate = Optional.of(performance.prove());
            }
            phases.time(Step.STOP, () -> {
                undo.close();
                return undo;
            });
        }
        DemoReport report = DemoReport.of(session.target(), findings.control(), findings.results(), certificate, phases);
        progress.finish();
        terminal.out().println(json ? JsonReport.write(report) : new TableReport(terminal.coloursOut()).write(report));
        if (keep) {
            (json ? terminal.err() : terminal.out()).println(invitation);
            if (!session.target().outlivesTheCommand()) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
        return (interruption.happened() ? ExitCode.INTERRUPTED : report.exitCode()).code();
    }

    private static String invitation(Session session, LabNames names) {
        return String.join(System.lineSeparator(), session.target().outlivesTheCommand()
                ? Invitation.toStay(names)
                : Invitation.toVisit(session.target(), ClientFiles.write(session.target(), session.folder("client"))));
    }
}
