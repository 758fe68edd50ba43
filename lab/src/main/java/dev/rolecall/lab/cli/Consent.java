package dev.rolecall.lab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Briefing;

/**
 * Tells a person what is about to happen in an account, and asks.
 *
 * @param given beforehand, by {@code --yes}
 */
record Consent(Terminal terminal, boolean given) {
    private static final Set<String> YES = Set.of("y", "yes");

    /** @throws LabException when the answer is no, or nobody is there to ask */
    void ask(Briefing briefing, List<String> costs) {
        briefing.facts().forEach(terminal.err()::println);
        costs.forEach(terminal.err()::println);
        briefing.warnings().forEach(warning -> terminal.err().println("Warning: " + warning));
        if (given) {
            return;
        }
        if (!terminal.inIsScreen()) {
            throw LabException.wrongInput(
                    "Nobody is there to be asked: say --yes to go on. What would be asked of an account, rolecall demo --dry-run shows.");
        }
        terminal.err().print("Go on? [y/N] ");
        terminal.err().flush();
        if (!YES.contains(answer())) {
            throw LabException.wrongInput("Nothing was changed.");
        }
    }

    private static String answer() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
