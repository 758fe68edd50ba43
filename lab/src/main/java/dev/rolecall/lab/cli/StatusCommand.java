package dev.rolecall.lab.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.up.Standing;

@Command(name = "status", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Tells how the local cloud stands: address, account, requests, denials. Exit code 3 where none is up.", footer = {
        "", "Examples:", "  rolecall status", "  rolecall status --json"})
final class StatusCommand extends ReportingCommand {
    @Mixin
    private CloudOptions cloud = new CloudOptions();

    StatusCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() {
        Standing standing = cloud.find(setting().around()).standing().orElseThrow();
        setting().terminal().out().println(report().json() ? JsonDocument.write(standing.json()) : standing.line());
        return ExitCode.HOLDS.code();
    }
}
