package dev.rolecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** How long clients wait: for a local cloud to be there, and for the CDK CLI to deploy both stacks from an assembly that is there. */
final class ClientsBench {
    private static final int PORT = 7699;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path root;
    private final String cdk;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private ClientsBench(Path root, String cdkVersion) {
        this.root = root;
        this.cdk = "aws-cdk@" + cdkVersion;
    }

    /** @param rounds after one round that is not counted */
    static void run(PrintStream out, Path root, String cdkVersion, int rounds) throws IOException, InterruptedException {
        Path meetingPlace = Files.createTempDirectory("rolecall-bench");
        try {
            ClientsBench bench = new ClientsBench(root, cdkVersion);
            bench.measure(meetingPlace, rounds);
            bench.print(out, rounds);
        } finally {
            Files.deleteIfExists(meetingPlace.resolve("rolecall").resolve(PORT + ".log"));
            Files.deleteIfExists(meetingPlace.resolve("rolecall"));
            Files.delete(meetingPlace);
        }
    }

    private void measure(Path meetingPlace, int rounds) throws IOException, InterruptedException {
        for (int round = 0; round <= rounds; round++) {
            note(round, "up, to the first signed answer", FirstAnswer.of(root, meetingPlace, PORT).toNanos());
        }
        Map<String, String> around = Map.of("XDG_RUNTIME_DIR", meetingPlace.toString());
        Run _ = rolecall(around, "up", "--detach", "--port", String.valueOf(PORT));
        try {
            Map<String, String> environment = new HashMap<>();
            JsonMapper.shared().readTree(rolecall(around, "env", "--format", "json").output()).properties()
                    .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asString()));
            Run _ = Assembly.synthesised(root, assembly -> {
                for (int round = 0; round <= rounds; round++) {
                    deploy(round, environment, assembly);
                }
            });
        } finally {
            Run _ = rolecall(around, "down");
        }
    }

    private void deploy(int round, Map<String, String> environment, Path assembly) throws IOException, InterruptedException {
        note(round, "cdk ls", cdk(environment, assembly, "ls"));
        for (String method : List.of("direct", "change-set")) {
            note(round, "cdk deploy --method=" + method,
                    cdk(environment, assembly, "deploy", "--all", "--require-approval", "never", "--method=" + method));
            note(round, "cdk destroy", cdk(environment, assembly, "destroy", "--all", "--force"));
        }
    }

    private long cdk(Map<String, String> environment, Path assembly, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npx", "--yes", cdk));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--app", assembly.toString()));
        return succeeded(Run.of(root, environment, command), command).wall().toNanos();
    }

    private Run rolecall(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("rolecall").toString()));
        command.addAll(List.of(arguments));
        return succeeded(Run.of(root, environment, command), command);
    }

    private static Run succeeded(Run run, List<String> command) {
        if (run.exitCode() != 0) {
            throw new IllegalStateException("exit code of " + String.join(" ", command) + ": " + run.exitCode());
        }
        return run;
    }

    private void note(int round, String what, long nanos) {
        if (round > 0) {
            millis.computeIfAbsent(what, _ -> new ArrayList<>()).add(nanos / NANOS_PER_MILLI);
        }
    }

    private void print(PrintStream out, int rounds) {
        double start = Median.of(millis.getOrDefault("cdk ls", List.of(0.0)));
        out.printf(Locale.ROOT, "%s, %d rounds, medians%n", Machine.here(), rounds);
        millis.forEach((what, all) -> out.printf(Locale.ROOT, "%-32s %8.0f ms   %s%n", what, Median.of(all),
                what.startsWith("cdk") ? String.format(Locale.ROOT, "%+.0f ms to cdk ls", Median.of(all) - start) : ""));
    }
}
