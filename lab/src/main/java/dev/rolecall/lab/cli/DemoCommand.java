package dev.rolecall.lab.cli;

import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.client.ClientFiles;
import dev.rolecall.lab.client.ShellFiles;
import dev.rolecall.lab.demo.DemoReport;
import dev.rolecall.lab.demo.JsonReport;
import dev.rolecall.lab.demo.TableReport;

@Command(name = "demo", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Runs the lesson: an instance and a function read an object by their roles, beside the same two with a user's access key.", footer = {
        "", "Examples:", "  rolecall demo", "  rolecall demo --json | jq '.workloads[] | {id, outcome, secretAtRest}'",
        "  rolecall demo --keep --port 4566", "  rolecall demo --endpoint http://127.0.0.1:4566",
        "  rolecall demo --target aws --account 111122223333 --dry-run",
        "", "Exit code 0 when all workloads read, 1 when one of them was refused or failed."})
final class DemoCommand extends ReportingCommand {
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

    DemoCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() throws Exception {
        if (dryRun) {
            return new DryRun(setting()).run(where, what, report().json());
        }
        return new OnTarget(setting(), where, yes).deploying(what, this::perform);
    }

    private int perform(OnTarget.Run run) throws Exception {
        Session session = run.session();
        Terminal terminal = setting().terminal();
        Performance performance = Performance.prepare(session, run.undo(), run.phases(), terminal);
        Performance.Findings findings = performance.perform(performance.deploy());
        String invitation = keep ? invitation(session, performance.names()) : "";
        Optional<Certificate> certificate = Optional.empty();
        if (keep) {
            performance.leave();
        } else {
            certificate = performance.takeAway();
            run.stop();
        }
        if (setting().interruption().happened()) {
            return ExitCode.INTERRUPTED.code();
        }
        DemoReport found = DemoReport.of(session.target(), findings.control(), findings.results(), certificate, run.phases());
        run.progress().finish();
        terminal.out().println(report().json() ? JsonReport.write(found) : new TableReport(terminal.coloursOut()).write(found));
        if (keep) {
            (report().json() ? terminal.err() : terminal.out()).println(invitation);
            if (!session.target().outlivesTheCommand()) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
        return (setting().interruption().happened() ? ExitCode.INTERRUPTED : found.exitCode()).code();
    }

    private String invitation(Session session, LabNames names) {
        return String.join(System.lineSeparator(), session.target().outlivesTheCommand()
                ? Invitation.toStay(names)
                : Invitation.toVisit(session.target(), ClientFiles.write(session.target(), session.folder("client"),
                        ShellFiles.in(setting().around().root()))));
    }
}
