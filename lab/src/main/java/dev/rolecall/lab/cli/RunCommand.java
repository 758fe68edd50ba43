package dev.rolecall.lab.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.client.AwsCommand;
import dev.rolecall.lab.client.ClientEnvironment;
import dev.rolecall.lab.client.ShellFiles;

@Command(name = "run", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Runs one command in the environment that rolecall env prints; the exit code is the command's own.", footer = {
        "", "Examples:", "  rolecall run -- aws sts get-caller-identity", "  rolecall run -- npx aws-cdk@2.1148.1 deploy RolecallKeyless"})
final class RunCommand implements Callable<Integer> {
    private final CommandSetting setting;

    @Mixin
    private CloudOptions cloud = new CloudOptions();
    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "After two hyphens: the command and its arguments.")
    private List<String> command = List.of();

    RunCommand(CommandSetting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws InterruptedException {
        ClientEnvironment environment = cloud.find(setting.around()).environment(ShellFiles.in(setting.around().root()));
        ProcessBuilder builder = new ProcessBuilder(AwsCommand.withEndpoint(command, environment)).inheritIO();
        environment.applyTo(builder.environment());
        try {
            Process process = builder.start();
            // Ctrl-C reaches the command by itself: both are in the terminal's foreground.
            return process.waitFor();
        } catch (IOException e) {
            throw LabException.wrongInput("The command " + command.getFirst() + " cannot be started: is it installed?");
        }
    }
}
