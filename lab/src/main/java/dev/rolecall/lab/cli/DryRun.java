package dev.rolecall.lab.cli;

import java.util.List;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.rehearsal.Call;
import dev.rolecall.lab.rehearsal.DryRunReport;
import dev.rolecall.lab.rehearsal.Rehearsal;

/** Shows the calls of a demonstration that is only played: so the list is what the code does, and not what somebody wrote down of it. */
record DryRun(CommandSetting setting) {

    int run(TargetOptions where, AppOptions what, boolean json) throws Exception {
        return setting.interruption().guard(undo -> {
            Play play = Play.demonstration(setting, undo, what);
            List<Call> calls = Rehearsal.calls(play.log(), play.stage(), play.target(), where.request().account().orElse("<account>"),
                    where.request().region().orElse("<region>"));
            if (json) {
                setting.terminal().out().println(DryRunReport.json(calls));
            } else {
                setting.terminal().out().println(DryRunReport.text(calls));
                setting.terminal().out().println();
                play.choice().costs(what.insecureLife(setting.around().clock()), what.task()).forEach(setting.terminal().out()::println);
            }
            return ExitCode.HOLDS.code();
        });
    }
}
