package dev.rolecall.lab.cli;

import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Targets;

/** Runs something on the target that the command line names: chooses it, tells and asks, and stops at the end what was started. */
final class OnTarget {
    private final CommandSetting setting;
    private final Choice choice;
    private final Consent consent;

    /** @throws LabException when the target must not be used, or cannot be found */
    OnTarget(CommandSetting setting, TargetOptions where, boolean yes) {
        this.setting = setting;
        this.choice = new Targets(setting.around().environment(), setting.around().clock()).choose(where.request());
        this.consent = new Consent(setting.terminal(), yes);
    }

    /**
     * What a run has to work with.
     *
     * @param undo     what is to be stopped at the end
     * @param progress what the person sees of the steps
     */
    record Run(Session session, Undo undo, Phases phases, Progress progress) {

        /** Stops now what would be stopped at the end, as a step of its own. */
        void stop() throws Exception {
            phases.time(Step.STOP, () -> {
                undo.close();
                return this;
            });
        }
    }

    interface Work {
        int on(Run run) throws Exception;
    }

    /** @throws LabException where everything would be gone with this command */
    OnTarget thatStays() {
        if (!choice.outlivesTheCommand()) {
            throw LabException
                    .wrongInput("The target " + choice.name() + " ends with the command that started it: use rolecall demo --keep,"
                            + " or a shell of rolecall env, or --endpoint with the address of one that is running.");
        }
        return this;
    }

    /** Something that creates stacks, and costs. */
    int deploying(AppOptions what, Work work) throws Exception {
        return deploying(what, List.of(), work);
    }

    /**
     * Something that creates more than stacks.
     *
     * @param besides what that costs, for whoever is told what the stacks cost
     */
    int deploying(AppOptions what, List<String> besides, Work work) throws Exception {
        Session.Source source = Session.source(setting.around(), what.assembly(), what.context(choice.account()));
        List<String> costs = choice.costs(what.insecureLife(setting.around().clock()), what.task());
        return run(costs.isEmpty() ? costs : Stream.concat(costs.stream(), besides.stream()).toList(),
                (undo, phases) -> Session.deploying(setting.around(), undo, phases, choice, source), work);
    }

    /** Something that looks, and deletes. */
    int visiting(Work work) throws Exception {
        return run(List.of(), (undo, phases) -> Session.on(setting.around(), undo, phases, choice), work);
    }

    private interface Opening {
        Session open(Undo undo, Phases phases) throws Exception;
    }

    private int run(List<String> costs, Opening opening, Work work) throws Exception {
        choice.briefing().ifPresent(briefing -> consent.ask(briefing, costs));
        return setting.interruption().guard(undo -> {
            try (Progress progress = new Progress(setting.terminal())) {
                Phases phases = new Phases(setting.around().clock(), progress);
                return work.on(new Run(opening.open(undo, phases), undo, phases, progress));
            }
        });
    }
}
