package dev.rolecall.lab.cli;

import dev.rolecall.lab.ExitCode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

@Command(name = "rolecall", mixinStandardHelpOptions = true, version = "rolecall 0.1.0", sortOptions = false, header = "IAM role, or IAM user with an access key? A lesson that runs.", footer = {
        "", "Exit codes: 0 it holds, 1 something checked does not, 2 wrong input, 3 something is missing,",
        "            4 it broke off, 130 interrupted.", "",
        "Example:", "  rolecall demo"})
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
