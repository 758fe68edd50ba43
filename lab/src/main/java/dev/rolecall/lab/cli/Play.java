package dev.rolecall.lab.cli;

import java.time.Instant;
import java.util.List;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Lesson;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.experiment.Observation;
import dev.rolecall.lab.ledger.Entry;
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
        return play(setting, undo, what, List.of(), _ -> {
            // Nothing besides.
        });
    }

    /** What {@code prove} does. */
    static Play proof(CommandSetting setting, Undo undo, AppOptions what, List<Claim> claims) throws Exception {
        return play(setting, undo, what, claims, _ -> {
            // Nothing besides.
        });
    }

    /**
     * The same with what {@code destroy} looks for, and with a creation that fails: everything that may be asked of an account.
     *
     * @param claims that are put to the proof on the way
     */
    static Play everything(CommandSetting setting, Undo undo, AppOptions what, List<Claim> claims) throws Exception {
        return play(setting, undo, what, claims, performance -> {
            // While everything is there: then every look has something to look at.
            performance.prove();
            performance.remove();
            performance.fail();
        });
    }

    private interface Besides {
        void play(Performance performance) throws Exception;
    }

    private static Play play(CommandSetting setting, Undo undo, AppOptions what, List<Claim> claims, Besides besides) throws Exception {
        Surroundings around = setting.around();
        CallLog log = new CallLog();
        Choice choice = new Targets(around.environment(), around.clock()).rehearsal(log);
        Session.Source source = Session.source(around, what.assembly(), what.context(choice.account()));
        boolean lesson = what.given() || claims.isEmpty() || claims.stream().anyMatch(Claim::needsLesson);
        try (Progress progress = new Progress(setting.terminal())) {
            Phases phases = new Phases(around.clock(), progress.and(log));
            if (!lesson) {
                Session session = Session.on(around, undo, phases, choice);
                new Trial(session, undo, phases, what.names()).alone(claims, Play::requireThatItIsWhole);
                Instant now = around.clock().instant();
                return new Play(choice, session.target(), log, what.names(), new Demo.Stage(now, now, Lesson.none()));
            }
            Session session = Session.deploying(around, undo, phases, choice, source);
            Performance performance = Performance.prepare(session, undo, phases, setting.terminal());
            Demo.Stage stage = performance.deploy();
            Performance.Findings findings = performance.perform(stage);
            if (!claims.isEmpty()) {
                new Trial(session, undo, phases, performance.names()).onLesson(claims, stage, findings, Play::requireThatItIsWhole);
            }
            besides.play(performance);
            performance.remove();
            performance.prove();
            return new Play(choice, session.target(), log, performance.names(), stage);
        }
    }

    /** What an experiment asks after it broke nobody would hear of. */
    private static void requireThatItIsWhole(Entry entry) {
        if (entry.verdict().fails()) {
            throw LabException.brokeOff("The experiment of " + entry.claim().id() + " does not come to its end here: "
                    + entry.reason().or(() -> entry.observation().map(Observation::observed)).orElse(""));
        }
    }
}
