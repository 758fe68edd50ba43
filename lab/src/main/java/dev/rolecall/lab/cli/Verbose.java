package dev.rolecall.lab.cli;

/** A command that can show where it broke off. */
interface Verbose {
    boolean verbose();
}
