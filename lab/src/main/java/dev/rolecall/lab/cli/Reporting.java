package dev.rolecall.lab.cli;

/** A command with {@link ReportOptions}. */
interface Reporting {
    ReportOptions report();
}
