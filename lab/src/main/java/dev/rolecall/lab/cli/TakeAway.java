package dev.rolecall.lab.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.cleanup.Removal;

/** Deletes what was created when a run does not get to its end: interrupted, or broken off. */
final class TakeAway implements AutoCloseable {
    private final Session session;
    private final LabNames names;
    private final Supplier<Set<String>> ours;
    private final Terminal terminal;
    private final AtomicBoolean armed;

    /**
     * Armed where something would stay: a target that ends with the command takes everything along.
     *
     * @param ours names of the stacks that the run created, or may have; others of the lab's names are somebody else's
     */
    TakeAway(Session session, LabNames names, Supplier<Set<String>> ours, Terminal terminal) {
        this.ours = ours;
        this.session = session;
        this.names = names;
        this.terminal = terminal;
        this.armed = new AtomicBoolean(session.target().outlivesTheCommand());
    }

    /**
     * From now on what was created is to stay, or is deleted otherwise.
     *
     * @return whether it would have been deleted here
     */
    boolean disarm() {
        return armed.getAndSet(false);
    }

    @Override
    public void close() {
        if (!armed.getAndSet(false)) {
            return;
        }
        Set<String> mayBeThere = ours.get();
        List<String> created = names.stacks().stream().filter(mayBeThere::contains).toList();
        if (created.isEmpty()) {
            return;
        }
        terminal.err().println("Deleting what was created; this may take some minutes.");
        try {
            Removal.Result result = session.removal().remove(created);
            if (!result.failed().isEmpty()) {
                complain(String.join(" ", result.failed()));
            }
        } catch (RuntimeException e) {
            complain(Sentences.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            complain("interrupted");
        }
    }

    /** Why the run ended is the last thing to be said, and not here. */
    private void complain(String why) {
        terminal.err().println("What was created could not be deleted (" + why + "): run rolecall destroy for this target"
                + names.prefix().map(prefix -> " with --prefix " + prefix).orElse("") + " as soon as that works again."
                + (session.target().complete() ? " The stack with the key deletes itself at its date." : ""));
    }
}
