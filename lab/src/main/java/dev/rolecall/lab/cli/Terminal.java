package dev.rolecall.lab.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine.Help.Ansi;

/**
 * The two streams of the process, and what a person sees of them.
 *
 * @param out         for results
 * @param err         for progress and messages
 * @param outIsScreen whether {@code out} is a terminal
 * @param errIsScreen whether {@code err} is a terminal
 * @param inIsScreen  whether a person can be asked
 * @param mayColour   false where {@code NO_COLOR} is set
 */
record Terminal(PrintStream out, PrintStream err, boolean outIsScreen, boolean errIsScreen, boolean inIsScreen, boolean mayColour) {

    boolean coloursOut() {
        return outIsScreen && mayColour;
    }

    Ansi ansi() {
        return coloursOut() ? Ansi.ON : Ansi.OFF;
    }

    PrintWriter outWriter() {
        return writer(out);
    }

    PrintWriter errWriter() {
        return writer(err);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    void complain(String sentence) {
        err.println("rolecall: " + sentence);
    }
}
