package dev.rolecall.lab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

import picocli.CommandLine;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;

/** Where the launcher comes in: looks around once, and runs the command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // What the JVM takes for the terminal's encoding may lack the marks of the table; JSON is UTF-8 anyway.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        Surroundings around = new Surroundings(Path.of(System.getProperty("rolecall.root", "")).toAbsolutePath(),
                Path.of(System.getProperty("java.home"), "bin", "java"), Path.of(System.getProperty("java.io.tmpdir")), System::getenv,
                InstantSource.system(), Boolean.getBoolean("rolecall.record"));
        Terminal terminal = new Terminal(out, err, isTerminal("rolecall.stdout"), isTerminal("rolecall.stderr"),
                isTerminal("rolecall.stdin"),
                System.getenv("NO_COLOR") == null || String.valueOf(System.getenv("NO_COLOR")).isEmpty());
        System.exit(run(around, terminal, args));
    }

    /** Runs a command line, and gives the exit code. */
    static int run(Surroundings around, Terminal terminal, String... args) {
        Interruption interruption = new Interruption(terminal);
        CommandSetting setting = new CommandSetting(around, terminal, interruption);
        CommandLine commands = new CommandLine(new RolecallCommand())
                .addSubcommand(new DemoCommand(setting)).addSubcommand(new ProveCommand(setting)).addSubcommand(new DeployCommand(setting))
                .addSubcommand(new DestroyCommand(setting)).addSubcommand(new PermissionsCommand(setting))
                .addSubcommand(new UpCommand(setting)).addSubcommand(new StatusCommand(setting)).addSubcommand(new DownCommand(setting))
                .addSubcommand(new EnvCommand(setting)).addSubcommand(new RunCommand(setting))
                .addSubcommand(new CompareCommand(terminal)).addSubcommand(PolicyCommand.with(setting))
                .addSubcommand(RoleCommand.with(setting)).addSubcommand(new SynthCommand(setting))
                .setOut(terminal.outWriter()).setErr(terminal.errWriter()).setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, terminal, interruption,
                command.getCommand() instanceof ReportingCommand reporting && reporting.report().verbose()));
        commands.setParameterExceptionHandler((wrong, given) -> {
            String help = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
            terminal.complain(String.valueOf(wrong.getMessage()) + ". See " + help + ".");
            return ExitCode.WRONG_INPUT.code();
        });
        return commands.execute(args);
    }

    private static int fail(Exception failure, Terminal terminal, Interruption interruption, boolean verbose) {
        if (interruption.happened()) {
            return ExitCode.INTERRUPTED.code();
        }
        if (verbose) {
            failure.printStackTrace(terminal.err());
        }
        if (failure instanceof LabException known) {
            terminal.complain(known.getMessage());
            return known.exitCode().code();
        }
        terminal.complain("It broke off: " + Sentences.of(failure) + (verbose ? "" : " (--verbose shows where)"));
        return ExitCode.BROKE_OFF.code();
    }

    private static boolean isTerminal(String property) {
        return "terminal".equals(System.getProperty(property));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
