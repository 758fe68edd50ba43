package dev.rolecall.lab.up;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.rolecall.cloud.process.OwnSession;
import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;

/** Starts this very program once more, in the background. */
public final class Background {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOG_SHOWN = 1_500;

    private Background() {}

    /**
     * Returns when the local cloud of the other process answers.
     *
     * @param main      the class that runs the command line
     * @param arguments of the command line
     * @throws LabException with what it printed, where it ends first
     */
    public static Standing start(Surroundings around, MeetingPlace place, int port, String main, List<String> arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(around.java().toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(Background::isWanted).toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        Path log = place.log(port);
        try {
            Process process = new ProcessBuilder(OwnSession.of(command)).redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectOutput(log.toFile()).redirectErrorStream(true).start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                Optional<Standing> standing = place.find(Optional.of(port)).flatMap(RunningCloud::standing);
                if (standing.isPresent()) {
                    return standing.get();
                }
                if (!process.isAlive()) {
                    throw new LabException(process.exitValue() == ExitCode.WRONG_INPUT.code() ? ExitCode.WRONG_INPUT : ExitCode.MISSING,
                            said(log));
                }
                Thread.sleep(20);
            }
            process.destroy();
            throw LabException.brokeOff("The local cloud did not answer within " + PATIENCE.toSeconds() + " s. It printed: " + said(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other process is nobody's terminal. */
    private static boolean isWanted(String argument) {
        return !argument.startsWith("-Drolecall.std");
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static String said(Path log) throws IOException {
        String text = Files.readString(log).strip();
        String end = text.substring(Math.max(0, text.length() - LOG_SHOWN));
        return end.startsWith("rolecall: ") ? end.substring("rolecall: ".length()) : "It ended at once: " + end;
    }
}
