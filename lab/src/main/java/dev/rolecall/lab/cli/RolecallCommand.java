package dev.rolecall.lab.cli;

import picocli.CommandLine.Command;

@Command(name = "rolecall", mixinStandardHelpOptions = true, version = "rolecall 0.1.0", sortOptions = false, usageHelpWidth = 100, header = "IAM role, or IAM user with an access key? A lesson that runs.", exitCodeListHeading = "Exit codes:%n", exitCodeList = {
        "0:done, and everything that was checked holds", "1:it ran, and something that was checked does not hold",
        "2:the command or a file given to it is wrong", "3:something that it needs is missing or taken", "4:it broke off",
        "130:Ctrl-C; in the last two cases, too, what was started has been stopped"}, footer = {"", "Examples:", "  rolecall demo",
                "  rolecall demo --help", "  rolecall prove", "  rolecall up", "  rolecall policy test cases.json",
                "  rolecall policy explain --help",
                "  rolecall policy check iam-role-config.json", "  rolecall role export EC2-S3-Role"})
final class RolecallCommand extends CommandGroup {}
