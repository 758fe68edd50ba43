package dev.rolecall.lab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "role", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Shows roles as they are, or as they will be.", synopsisSubcommandLabel = "COMMAND", footer = {
        "", "Examples:", "  rolecall role export EC2-S3-Role > iam-role-config.json"})
final class RoleCommand extends CommandGroup {

    static CommandLine with(CommandSetting setting) {
        return new CommandLine(new RoleCommand()).addSubcommand(new RoleExportCommand(setting));
    }
}
