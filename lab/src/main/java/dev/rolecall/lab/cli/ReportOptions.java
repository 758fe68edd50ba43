package dev.rolecall.lab.cli;

import picocli.CommandLine.Option;

/** The options that say how a command tells what it found. */
final class ReportOptions {
    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;
    @Option(names = "--verbose", description = "Show where it broke off, if it does.")
    private boolean verbose;

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }
}
