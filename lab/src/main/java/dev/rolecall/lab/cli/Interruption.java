package dev.rolecall.lab.cli;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.rolecall.lab.Undo;

/** Ctrl-C: what was started is stopped before the JVM ends, with its own exit code for that, 130. */
final class Interruption {
    private final Terminal terminal;
    private final AtomicBoolean happened = new AtomicBoolean();

    Interruption(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether it happened: then what fails now fails because everything is being stopped. */
    boolean happened() {
        return happened.get();
    }

    interface Work {
        Integer run(Undo undo) throws Exception;
    }

    /** Runs something that starts things; they are stopped when it ends, fails or is interrupted. */
    int guard(Work work) throws Exception {
        Undo undo = new Undo();
        Thread hook = new Thread(() -> stop(undo), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run(undo);
        } finally {
            undo.close();
            if (!happened()) {
                remove(hook);
            }
        }
    }

    private void stop(Undo undo) {
        happened.set(true);
        terminal.err().println();
        undo.close();
        terminal.complain(undo.left()
                ? "interrupted; what was deployed was finished, and stays."
                : "interrupted; everything that was started has been stopped.");
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown began between the two lines: the hook finds nothing left to stop.
        }
    }
}
