package dev.rolecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times {@code ./rolecall demo} against a bare {@code ./rolecall synth}, in turn, and prints the demo's phases as ratios to it.
 */
final class DemoBench {
    private static final double NANOS_PER_MILLI = 1e6;

    private DemoBench() {}

    /** @param rounds after one round that is not counted */
    static void run(PrintStream out, Path root, int rounds) throws IOException, InterruptedException {
        List<Run> synths = new ArrayList<>();
        List<Run> demos = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Run synth = Assembly.synthesised(root, _ -> {});
            Run demo = Run.of(root, Map.of(), List.of(root.resolve("rolecall").toString(), "demo", "--json"));
            if (synth.exitCode() != 0 || demo.exitCode() != 0) {
                throw new IllegalStateException("exit code of synth " + synth.exitCode() + ", of demo " + demo.exitCode());
            }
            if (round > 0) {
                synths.add(synth);
                demos.add(demo);
            }
        }
        print(out, synths, demos);
    }

    private static void print(PrintStream out, List<Run> synths, List<Run> demos) {
        double synth = Median.of(synths.stream().map(run -> run.wall().toNanos() / NANOS_PER_MILLI).toList());
        double demo = Median.of(demos.stream().map(run -> run.wall().toNanos() / NANOS_PER_MILLI).toList());
        out.printf(Locale.ROOT, "%s, %d rounds, medians%n", Machine.here(), demos.size());
        out.printf(Locale.ROOT, "%-24s %8.0f ms   1.00%n", "bare synth", synth);
        out.printf(Locale.ROOT, "%-24s %8.0f ms %6.2f%n", "demo", demo, demo / synth);
        Map<String, List<Double>> phases = new LinkedHashMap<>();
        for (Run run : demos) {
            for (JsonNode phase : JsonMapper.shared().readTree(run.output()).path("phases")) {
                phases.computeIfAbsent(phase.path("name").asString(), name -> new ArrayList<>()).add(phase.path("millis").asDouble());
            }
        }
        phases.forEach(
                (name, millis) -> out.printf(Locale.ROOT, "  %-22s %8.0f ms %6.2f%n", name, Median.of(millis), Median.of(millis) / synth));
        out.printf(Locale.ROOT, "peak memory: driver with local cloud %.0f MiB, all processes together %.0f MiB%n",
                Median.of(demos.stream().map(Run::rootMiB).toList()), Median.of(demos.stream().map(Run::allMiB).toList()));
    }
}
