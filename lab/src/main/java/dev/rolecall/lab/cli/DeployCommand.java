package dev.rolecall.lab.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.StageReport;

@Command(name = "deploy", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Deploys both stacks and puts the lesson's object, and leaves them there: by the same calls as the demo, without running it.", footer = {
        "", "Examples:", "  rolecall deploy --endpoint http://127.0.0.1:4566",
        "  rolecall deploy --target aws --account 111122223333 --prefix alice"})
final class DeployCommand extends ReportingCommand {
    @Mixin
    private TargetOptions where = new TargetOptions();
    @Mixin
    private AppOptions what = new AppOptions();
    @Option(names = "--yes", description = "Do not ask before something is created in an account.")
    private boolean yes;

    DeployCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() throws Exception {
        return new OnTarget(setting(), where.orOfShell(setting()), yes).thatStays().deploying(what, this::deploy);
    }

    private int deploy(OnTarget.Run run) throws Exception {
        Terminal terminal = setting().terminal();
        Performance performance = Performance.prepare(run.session(), run.undo(), run.phases(), terminal);
        Demo.Stage stage = performance.deploy();
        performance.leave();
        run.progress().finish();
        terminal.out().println(report().json() ? StageReport.json(run.session().target(), stage) : StageReport.text(stage));
        Invitation.toStay(performance.names()).forEach(terminal.err()::println);
        return (stage.complete() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }
}
