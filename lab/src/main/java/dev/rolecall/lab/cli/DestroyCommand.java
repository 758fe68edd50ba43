package dev.rolecall.lab.cli;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.cleanup.CertificateReport;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.cleanup.Proof;
import dev.rolecall.lab.cleanup.Removal;
import dev.rolecall.lab.demo.Step;

@Command(name = "destroy", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Deletes the lab's object and stacks, whoever deployed them, then looks whether anything is left.", footer = {
        "", "Examples:", "  rolecall destroy --endpoint http://127.0.0.1:4566",
        "  rolecall destroy --target aws --account 111122223333 --json",
        "", "Exit code 0 when nothing is left, 1 when something is: then with the command to remove it."})
final class DestroyCommand extends ReportingCommand {
    @Mixin
    private TargetOptions where = new TargetOptions();
    @Option(names = "--prefix", paramLabel = "P", description = "The prefix that it was deployed with.")
    private @Nullable String prefix;
    @Option(names = "--yes", description = "Do not ask before something is deleted in an account.")
    private boolean yes;

    DestroyCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() throws Exception {
        return new OnTarget(setting(), where.orOfShell(setting()), yes).thatStays().visiting(this::destroy);
    }

    private int destroy(OnTarget.Run run) throws Exception {
        LabNames names = new LabNames(Optional.ofNullable(prefix));
        Session session = run.session();
        Removal.Result removal = run.phases().time(Step.DESTROY,
                () -> session.removal().remove(names));
        Certificate certificate = run.phases().time(Step.PROOF,
                () -> new Proof(session.target(), session.clients(), session.clock()).look(names, removal));
        run.progress().finish();
        setting().terminal().out().println(
                report().json() ? CertificateReport.json(certificate, run.phases().elapsed()) : CertificateReport.text(certificate));
        return certificate.exitCode().code();
    }
}
