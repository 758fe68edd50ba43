package dev.rolecall.lab.cli;

import java.util.List;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.rehearsal.Call;
import dev.rolecall.lab.rehearsal.CallLog;
import dev.rolecall.lab.rehearsal.DryRunReport;
import dev.rolecall.lab.rehearsal.Rehearsal;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Targets;

/**
 * Plays the whole demonstration against an emulator that is taken for AWS, by the same code, and shows the calls: so the list is what the
 * code does, and not what somebody wrote down of it.
 */
record DryRun(Surroundings around, Terminal terminal, Interruption interruption) {

    int run(TargetOptions where, AppOptions what, boolean json) throws Exception {
        CallLog log = new CallLog();
        Choice choice = new Targets(around.environment(), around.clock()).rehearsal(log);
        Session.Source source = Session.source(around, what.assembly(), what.context(choice.account()));
        return interruption.guard(undo -> {
            try (Progress progress = new Progress(terminal)) {
                Phases phases = new Phases(around.clock(), progress.and(log));
                Session session = Session.deploying(around, undo, phases, choice, source);
                Performance performance = Performance.prepare(session, undo, phases, terminal);
                Demo.Stage stage = performance.deploy();
                performance.perform(stage);
                performance.remove();
                progress.finish();
                List<Call> calls = Rehearsal.calls(log, stage, session.target(), where.request().account().orElse("<account>"),
                        where.request().region().orElse("<region>"));
                print(calls, choice, json);
                return ExitCode.HOLDS.code();
            }
        });
    }

    private void print(List<Call> calls, Choice choice, boolean json) {
        if (json) {
            terminal.out().println(DryRunReport.json(calls));
            return;
        }
        terminal.out().println("A dry run: played against the local cloud on this machine, and nobody else was asked. On AWS these calls would be made,"
                + System.lineSeparator() + "in this order; beside each other where workloads run beside each other.");
        terminal.out().println(DryRunReport.text(calls));
        terminal.out().println();
        choice.briefing().ifPresent(briefing -> briefing.facts().forEach(terminal.out()::println));
    }
}
