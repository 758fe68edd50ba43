package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.rolecall.lab.ExitCode;

@Command(name = "down", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Stops the local cloud and everything that runs in it.", footer = {
        "", "Examples:", "  rolecall down", "  rolecall down --port 7653"})
final class DownCommand implements Callable<Integer> {
    private final CommandSetting setting;

    @Mixin
    private CloudOptions cloud = new CloudOptions();

    DownCommand(CommandSetting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        cloud.find(setting.around()).stop();
        setting.terminal().err().println("The local cloud has been stopped.");
        return ExitCode.HOLDS.code();
    }
}
