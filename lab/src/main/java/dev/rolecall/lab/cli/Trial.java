package dev.rolecall.lab.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.demo.Control;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Lesson;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.experiment.InstanceCopies;
import dev.rolecall.lab.experiment.Scene;
import dev.rolecall.lab.ledger.Entry;
import dev.rolecall.lab.ledger.Proving;

/** Runs the experiments of claims. */
final class Trial {
    private final Session session;
    private final Undo undo;
    private final Phases phases;
    private final LabNames names;

    Trial(Session session, Undo undo, Phases phases, LabNames names) {
        this.session = session;
        this.undo = undo;
        this.phases = phases;
        this.names = names;
    }

    /** On the lesson, which is deployed. */
    List<Entry> onLesson(List<Claim> claims, Demo.Stage stage, Performance.Findings findings, Consumer<Entry> listener) throws Exception {
        InstanceCopies copies = session.copies(stage);
        List<Entry> entries = prove(new Scene(session.clients(), stage.lesson(), findings.results(), findings.control(),
                session.target().lacks(), copies, session.roles(names), undo), claims, listener);
        copies.end();
        return entries;
    }

    /** Without the lesson, which none of them needs. */
    List<Entry> alone(List<Claim> claims, Consumer<Entry> listener) throws Exception {
        Optional<Control> control = claims.stream().allMatch(claim -> claim.needs().isEmpty())
                ? Optional.empty()
                : Optional.of(phases.time(Step.CONTROL, () -> Control.withoutLesson(session.clients())));
        return prove(new Scene(session.clients(), Lesson.none(), List.of(), control, session.target().lacks(), (_, _) -> List.of(),
                session.roles(names), undo), claims, listener);
    }

    private List<Entry> prove(Scene scene, List<Claim> claims, Consumer<Entry> listener) throws Exception {
        Proving proving = new Proving(scene, session.clock(), Sentences::of, listener);
        return phases.time(Step.EXPERIMENTS, () -> proving.prove(claims));
    }
}
