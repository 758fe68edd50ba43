package dev.rolecall.lab.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;

/** Shows the steps on standard error: a line for each that ended, and on a terminal a moving one for what is going on. */
final class Progress implements Phases.Listener, AutoCloseable {
    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final String CLEAR_LINE = "\r\033[2K";

    private final Terminal terminal;
    private final Set<Step> running = new TreeSet<>();
    private final @Nullable Thread spinner;
    private int frame;

    Progress(Terminal terminal) {
        this.terminal = terminal;
        this.spinner = terminal.errIsScreen() ? Thread.ofVirtual().start(this::spin) : null;
    }

    @Override
    public synchronized void began(Step step) {
        running.add(step);
    }

    @Override
    public synchronized void ended(Phases.Phase phase) {
        running.remove(phase.step());
        tell(line(phase));
    }

    /** Says something between two steps. */
    synchronized void tell(String line) {
        terminal.err().print((spinner == null ? "" : CLEAR_LINE) + line + System.lineSeparator());
    }

    /** Somebody else hears of the steps, too. */
    Phases.Listener and(Phases.Listener other) {
        return new Phases.Listener() {
            @Override
            public void began(Step step) {
                Progress.this.began(step);
                other.began(step);
            }

            @Override
            public void ended(Phases.Phase phase) {
                Progress.this.ended(phase);
                other.ended(phase);
            }
        };
    }

    /** No line moves any more; what is printed next stands below the steps. */
    void finish() {
        if (spinner != null && !spinner.isInterrupted()) {
            spinner.interrupt();
            synchronized (this) {
                terminal.err().print(CLEAR_LINE);
            }
        }
    }

    @Override
    public void close() {
        finish();
    }

    private static String line(Phases.Phase phase) {
        return String.format(Locale.ROOT, "✓ %-42s %5.1f s", phase.step().label(), phase.took().toMillis() / 1000.0);
    }

    private void spin() {
        try {
            while (true) {
                draw();
                Thread.sleep(FRAME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void draw() {
        if (!running.isEmpty()) {
            String now = running.stream().map(Step::label).collect(Collectors.joining(", "));
            terminal.err().print(CLEAR_LINE + FRAMES.charAt(frame++ % FRAMES.length()) + " " + now);
        }
    }
}
