package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import dev.rolecall.lab.CdkCli;
import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.synth.PassThrough;

@Command(name = "synth", mixinStandardHelpOptions = true, usageHelpWidth = 100, description = "Synthesises the CDK app. cdk.json names this command, so that the CDK CLI runs it; by hand it writes to cdk.out.", footer = {
        "", "Examples:", "  rolecall synth", "  npx " + CdkCli.PACKAGE + " synth"})
final class SynthCommand implements Callable<Integer> {
    private final CommandSetting setting;

    SynthCommand(CommandSetting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws Exception {
        return setting.interruption().guard(undo -> {
            new PassThrough(setting.around()).run(undo);
            return ExitCode.HOLDS.code();
        });
    }
}
