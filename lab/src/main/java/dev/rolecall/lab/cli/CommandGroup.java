package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.rolecall.lab.ExitCode;

/** A command that is there for those below it. Without one of them there is nothing to do but to say which there are. */
abstract class CommandGroup implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            CommandLine command = spec.commandLine();
            command.usage(command.getErr());
        }
        return ExitCode.WRONG_INPUT.code();
    }
}
