package dev.rolecall.lab.cli;

import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.rehearsal.CallLog;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Target;
import dev.rolecall.lab.target.Targets;

/**
 * A demonstration that was played, clean-up included, against an emulator that is taken for AWS.
 *
 * @param choice what was played on
 * @param log    heard of every call
 */
record Play(Choice choice, Target target, CallLog log, LabNames names, Demo.Stage stage) {

    /** What {@code demo} does. */
    static Play demonstration(CommandSetting setting, Undo undo, AppOptions what) throws Exception {
        return play(setting, undo, what, _ -> {
            // Nothing besides.
        });
    }

    /** The same with what {@code destroy} looks for, and with a creation that fails: everything that may be asked of an account. */
    static Play everything(CommandSetting setting, Undo undo, AppOptions what) throws Exception {
        return play(setting, undo, what, performance -> {
            // While everything is there: then every look has something to look at.
            performance.prove();
            performance.remove();
            performance.fail();
        });
    }

    private interface Besides {
        void play(Performance performance) throws Exception;
    }

    private static Play play(CommandSetting setting, Undo undo, AppOptions what, Besides besides) throws Exception {
        Surroundings around = setting.around();
        CallLog log = new CallLog();
        Choice choice = new Targets(around.environment(), around.clock()).rehearsal(log);
        Session.Source source = Session.source(around, what.assembly(), what.context(choice.account()));
        try (Progress progress = new Progress(setting.terminal())) {
            Phases phases = new Phases(around.clock(), progress.and(log));
            Session session = Session.deploying(around, undo, phases, choice, source);
            Performance performance = Performance.prepare(session, undo, phases, setting.terminal());
            Demo.Stage stage = performance.deploy();
            performance.perform(stage);
            besides.play(performance);
            performance.remove();
            performance.prove();
            return new Play(choice, session.target(), log, performance.names(), stage);
        }
    }
}
