package dev.rolecall.lab.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.cleanup.CertificateReport;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.cleanup.Proof;
import dev.rolecall.lab.cleanup.Removal;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Targets;

@Command(name = "destroy", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Deletes the lab's object and stacks, whoever deployed them, then looks whether anything is left.", footer = {
        "", "Examples:", "  rolecall destroy --endpoint http://127.0.0.1:4566",
        "  rolecall destroy --target aws --account 111122223333 --json",
        "", "Exit code 0 when nothing is left, 1 when something is: then with the command to remove it."})
final class DestroyCommand implements Callable<Integer>, Verbose {
    private final Surroundings around;
    private final Terminal terminal;
    private final Interruption interruption;

    @Mixin
    private TargetOptions where = new TargetOptions();
    @Option(names = "--prefix", paramLabel = "P", description = "The prefix that it was deployed with.")
    private @Nullable String prefix;
    @Option(names = "--yes", description = "Do not ask before something is deleted in an account.")
    private boolean yes;
    @Option(names = "--json", description = "Print the certificate as one JSON document.")
    private boolean json;
    @Option(names = "--verbose", description = "Show where it broke off, if it does.")
    private boolean verbose;

    DestroyCommand(Surroundings around, Terminal terminal, Interruption interruption) {
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
        DeployCommand.requireStay(choice);
        choice.briefing().ifPresent(new Consent(terminal, yes)::ask);
        return interruption.guard(undo -> {
            try (Progress progress = new Progress(terminal)) {
                return run(undo, choice, progress);
            }
        });
    }

    private int run(Undo undo, Choice choice, Progress progress) throws Exception {
        Phases phases = new Phases(around.clock(), progress);
        LabNames names = new LabNames(Optional.ofNullable(prefix));
        Session session = Session.on(around, undo, phases, choice);
        Removal.Result removal = phases.time(Step.DESTROY, () -> new Removal(session.clients(), session.stacks()).remove(names));
        Certificate certificate = phases.time(Step.PROOF,
                () -> new Proof(session.target(), session.clients(), around.clock()).look(names, removal));
        progress.finish();
        terminal.out().println(json ? CertificateReport.json(certificate, phases.elapsed()) : CertificateReport.text(certificate));
        return certificate.exitCode().code();
    }
}
