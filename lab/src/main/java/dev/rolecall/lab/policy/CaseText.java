package dev.rolecall.lab.policy;

import java.io.PrintStream;
import java.nio.file.Path;

import picocli.CommandLine.Help.Ansi;

import dev.rolecall.iam.ExplanationText;

/** For people: a line for each case, with the explanation below one that failed, and a summary. */
public final class CaseText implements CaseReport {
    private static final String INDENT = "    ";

    private final PrintStream out;
    private final Ansi ansi;
    private final int files;
    private int passed;
    private int failed;
    private int open;

    /** @param files how many there are: with more than one, each has a heading */
    public CaseText(PrintStream out, boolean colour, int files) {
        this.out = out;
        this.ansi = colour ? Ansi.ON : Ansi.OFF;
        this.files = files;
    }

    @Override
    public void file(Path file) {
        if (files > 1) {
            if (passed + failed + open > 0) {
                out.println();
            }
            out.println(file);
        }
    }

    @Override
    public void result(CaseResult result) {
        String decided = " " + result.of().id() + ": " + result.decision().word();
        if (result.of().expected().isEmpty()) {
            open++;
            out.println("·" + decided + ", nothing expected");
        } else if (result.passed()) {
            passed++;
            out.println(ansi.string("@|green ✓|@") + decided);
        } else {
            failed++;
            out.println(ansi.string("@|red ✗|@") + decided + ", expected " + result.of().expected().get().word());
            result.of().why().ifPresent(why -> out.println(INDENT + "Expected because: " + why));
            ExplanationText.render(result.decision().explanation()).lines().forEach(line -> out.println(INDENT + line));
        }
    }

    @Override
    public void end() {
        int all = passed + failed + open;
        String counts = failed > 0 ? ansi.string("@|red " + failed + " failed|@") : "0 failed";
        out.println();
        out.println(all + (all == 1 ? " case" : " cases") + (files > 1 ? " in " + files + " files" : "") + ": " + passed + " passed, "
                + counts + (open > 0 ? ", " + open + " without an expectation" : "") + ".");
    }
}
