package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Mixin;

/** A command that does something and tells what it found; its exit code says whether that holds. */
abstract class ReportingCommand implements Callable<Integer> {
    private final CommandSetting setting;
    @Mixin
    private ReportOptions report = new ReportOptions();

    ReportingCommand(CommandSetting setting) {
        this.setting = setting;
    }

    CommandSetting setting() {
        return setting;
    }

    ReportOptions report() {
        return report;
    }
}
