package dev.rolecall.lab.cli;

import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.rehearsal.Call;
import dev.rolecall.lab.rehearsal.DryRunReport;
import dev.rolecall.lab.rehearsal.Rehearsal;

/** Shows the calls of a run that is only played: so the list is what the code does, and not what somebody wrote down of it. */
record DryRun(CommandSetting setting) {

    int run(TargetOptions where, AppOptions what, boolean json) throws Exception {
        return show(where, what, json, "the demonstration was played", List.of(), undo -> Play.demonstration(setting, undo, what));
    }

    /**
     * The same of putting claims to the proof.
     *
     * @param besides what that costs besides the stacks
     */
    int prove(TargetOptions where, AppOptions what, boolean json, List<Claim> claims, List<String> besides) throws Exception {
        return show(where, what, json, "the claims were put to the proof", besides, undo -> Play.proof(setting, undo, what, claims));
    }

    private interface Playing {
        Play play(Undo undo) throws Exception;
    }

    private int show(TargetOptions where, AppOptions what, boolean json, String played, List<String> besides, Playing playing)
            throws Exception {
        return setting.interruption().guard(undo -> {
            Play play = playing.play(undo);
            List<Call> calls = Rehearsal.calls(play.log(), play.stage(), play.target(), where.request().account().orElse("<account>"),
                    where.request().region().orElse("<region>"));
            if (json) {
                setting.terminal().out().println(DryRunReport.json(calls));
            } else {
                setting.terminal().out().println(DryRunReport.text(played, calls));
                setting.terminal().out().println();
                Stream<String> stacks = play.stage().lesson().stacks().isEmpty()
                        ? Stream.empty()
                        : play.choice().costs(what.insecureLife(setting.around().clock()), what.task()).stream();
                Stream.concat(stacks, besides.stream()).forEach(setting.terminal().out()::println);
            }
            return ExitCode.HOLDS.code();
        });
    }
}
