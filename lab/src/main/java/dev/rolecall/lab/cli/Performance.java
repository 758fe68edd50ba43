package dev.rolecall.lab.cli;

import java.util.List;
import java.util.Optional;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.cleanup.Proof;
import dev.rolecall.lab.cleanup.Removal;
import dev.rolecall.lab.demo.Control;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.demo.WorkloadResult;

/**
 * The lesson from an account without it to an account without it, or with it where it is to stay. Whatever ends a run before that, what was
 * created is deleted.
 */
final class Performance {
    private final Session session;
    private final Undo undo;
    private final Phases phases;
    private final LabNames names;
    private final TakeAway takeAway;
    private final Demo demo;
    private final CloudAssembly assembly;
    private Removal.Result removal = new Removal.Result(List.of(), List.of());

    private Performance(Session session, Undo undo, Phases phases, Terminal terminal) throws InterruptedException {
        this.session = session;
        this.undo = undo;
        this.phases = phases;
        this.demo = session.demo();
        this.assembly = session.assembly();
        this.names = LabNames.ofKeyless(demo.keyless(assembly).name());
        this.takeAway = new TakeAway(session, names, demo::ours, terminal);
    }

    /** @throws dev.rolecall.lab.LabException when there is a stack of the same name already */
    static Performance prepare(Session session, Undo undo, Phases phases, Terminal terminal) throws InterruptedException {
        Performance performance = new Performance(session, undo, phases, terminal);
        performance.demo.requireRoom(performance.assembly);
        undo.add(performance.takeAway);
        return performance;
    }

    LabNames names() {
        return names;
    }

    Demo.Stage deploy() throws Exception {
        return demo.deploy(assembly);
    }

    /** What was found. */
    record Findings(Optional<Control> control, List<WorkloadResult> results) {}

    Findings perform(Demo.Stage stage) throws Exception {
        return new Findings(demo.control(stage), demo.perform(stage));
    }

    /** Has a creation fail, for what is asked then; nothing may be deployed any more, and what is left of it stays. */
    void fail() throws Exception {
        phases.time(Step.ACCESS_KEY, () -> demo.fail(assembly));
    }

    /**
     * What was deployed stays.
     *
     * @throws java.util.concurrent.CancellationException when an interruption has begun to delete it
     */
    void leave() {
        undo.leave(takeAway::disarm);
    }

    /**
     * Deletes what was deployed, and on a target that lives on looks whether anything is left.
     *
     * @return what was looked for; empty where nothing can be left
     * @throws dev.rolecall.lab.LabException when something could not be deleted
     */
    Optional<Certificate> takeAway() throws Exception {
        remove();
        return session.target().outlivesTheCommand() ? Optional.of(prove()) : Optional.empty();
    }

    /**
     * Deletes what was deployed.
     *
     * @throws dev.rolecall.lab.LabException when something could not be deleted
     */
    void remove() throws Exception {
        removal = phases.time(Step.DESTROY, () -> session.removal().removeAll(names));
        takeAway.disarm();
    }

    /** Looks whether anything is left. */
    Certificate prove() throws Exception {
        return phases.time(Step.PROOF, () -> new Proof(session.target(), session.clients(), session.clock()).look(names, removal));
    }
}
