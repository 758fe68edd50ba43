package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.rolecall.lab.ExitCode;

@Command(name = "rolecall", mixinStandardHelpOptions = true, version = "rolecall 0.1.0", sortOptions = false, usageHelpWidth = 100, header = "IAM role, or IAM user with an access key? A lesson that runs.", exitCodeListHeading = "Exit codes:%n", exitCodeList = {
        "0:done, and everything that was checked holds", "1:it ran, and something that was checked does not hold",
        "2:the command or a file given to it is wrong", "3:something that it needs is missing or taken", "4:it broke off",
        "130:Ctrl-C; in the last two cases, too, what was started has been stopped"}, footer = {"", "Examples:", "  rolecall demo",
                "  rolecall demo --help"})
final class RolecallCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        if (spec != null) {
            CommandLine command = spec.commandLine();
            command.usage(command.getErr());
        }
        return ExitCode.WRONG_INPUT.code();
    }
}
