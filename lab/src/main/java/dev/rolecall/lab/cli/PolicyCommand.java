package dev.rolecall.lab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "policy", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Asks policies: whether they do what is expected, and why they decide as they do.", synopsisSubcommandLabel = "COMMAND", footer = {
        "", "Examples:", "  rolecall policy test cases.json", "  rolecall policy explain --help",
        "  rolecall policy check iam-role-config.json"})
final class PolicyCommand extends CommandGroup {

    static CommandLine with(CommandSetting setting) {
        return new CommandLine(new PolicyCommand())
                .addSubcommand(new PolicyTestCommand(setting))
                .addSubcommand(new PolicyExplainCommand(setting))
                .addSubcommand(new PolicyCheckCommand(setting));
    }
}
