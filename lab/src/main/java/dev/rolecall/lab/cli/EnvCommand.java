package dev.rolecall.lab.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.client.AwsCommand;
import dev.rolecall.lab.client.ClientEnvironment;
import dev.rolecall.lab.client.EnvironmentFormat;
import dev.rolecall.lab.client.ShellFiles;

@Command(name = "env", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Prints the environment in which the aws command, the CDK and the SDKs reach the local cloud and nothing else, with a fresh temporary credential of its administrator role. It is the one command that prints a secret.", footer = {
        "", "Examples:", "  eval \"$(rolecall env)\"", "  rolecall env --format fish | source", "  rolecall env --format json"})
final class EnvCommand implements Callable<Integer> {
    private final CommandSetting setting;

    @Mixin
    private CloudOptions cloud = new CloudOptions();
    @Option(names = "--format", paramLabel = "NAME", defaultValue = "bash", description = "bash, fish, powershell, json or aws-config (default: ${DEFAULT-VALUE}).")
    private String format = "bash";

    EnvCommand(CommandSetting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        EnvironmentFormat chosen = EnvironmentFormat.named(format).orElseThrow(() -> LabException
                .wrongInput("--format is bash, fish, powershell, json or aws-config, not " + format + "."));
        ShellFiles files = ShellFiles.in(setting.around().root());
        ClientEnvironment environment = cloud.find(setting.around()).environment(files);
        setting.terminal().out().println(chosen.write(environment, System.getenv()));
        if (files.commands().isEmpty()) {
            AwsCommand.onThePath().filter(aws -> !aws.knowsEndpointVariable()).ifPresent(aws -> setting.terminal()
                    .complain("your aws is version " + aws.version() + ", which does not know AWS_ENDPOINT_URL (2.13 and 1.29 do): "
                            + "use rolecall run -- aws …, or add --endpoint-url " + environment.endpoint() + "."));
        }
        return ExitCode.HOLDS.code();
    }
}
