package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.StageReport;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Targets;

@Command(name = "deploy", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Deploys both stacks and puts the lesson's object, and leaves them there: by the same calls as the demo, without running it.", footer = {
        "", "Examples:", "  rolecall deploy --endpoint http://127.0.0.1:4566",
        "  rolecall deploy --target aws --account 111122223333 --prefix alice"})
final class DeployCommand implements Callable<Integer>, Verbose {
    private final Surroundings around;
    private final Terminal terminal;
    private final Interruption interruption;

    @Mixin
    private TargetOptions where = new TargetOptions();
    @Mixin
    private AppOptions what = new AppOptions();
    @Option(names = "--yes", description = "Do not ask before something is created in an account.")
    private boolean yes;
    @Option(names = "--json", description = "Print the stacks and their outputs as one JSON document.")
    private boolean json;
    @Option(names = "--verbose", description = "Show where it broke off, if it does.")
    private boolean verbose;

    DeployCommand(Surroundings around, Terminal terminal, Interruption interruption) {
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
        Choice choice = new Targets(around.environment(), around.clock()).choose(where.request());
        requireStay(choice);
        Session.Source source = Session.source(around, what.assembly(), what.context(choice.account()));
        choice.briefing().ifPresent(new Consent(terminal, yes)::ask);
        return interruption.guard(undo -> {
            try (Progress progress = new Progress(terminal)) {
                Phases phases = new Phases(around.clock(), progress);
                return run(Session.deploying(around, undo, phases, choice, source), undo, phases, progress);
            }
        });
    }

    /** @throws LabException where everything would be gone with this command */
    static void requireStay(Choice choice) {
        if (!choice.outlivesTheCommand()) {
            throw LabException
                    .wrongInput("The target " + choice.name() + " ends with the command that started it: use rolecall demo --keep,"
                            + " or --endpoint with the address of one that is running.");
        }
    }

    private int run(Session session, Undo undo, Phases phases, Progress progress) throws Exception {
        Performance performance = Performance.prepare(session, undo, phases, terminal);
        Demo.Stage stage = performance.deploy();
        performance.leave();
        progress.finish();
        terminal.out().println(json ? StageReport.json(session.target(), stage) : StageReport.text(stage));
        Invitation.toStay(performance.names()).forEach(terminal.err()::println);
        return (stage.complete() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }
}
