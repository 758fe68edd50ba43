package dev.rolecall.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks on one thread, a JVM for each, and prints time, rate and allocation, and ratios. */
final class LanguageBench {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final double NANOS_PER_SECOND = 1e9;
    /** Each with what it is compared with. */
    private static final List<List<String>> ROWS = List.of(List.of("EvaluationBenchmark.demoAllowed", "EvaluationBenchmark.demoAllowed"),
            List.of("EvaluationBenchmark.demoDenied", "EvaluationBenchmark.demoAllowed"),
            List.of("EvaluationBenchmark.demoDeniedAndExplained", "EvaluationBenchmark.demoDenied"),
            List.of("EvaluationBenchmark.mixedLarge", "EvaluationBenchmark.demoAllowed"),
            List.of("EvaluationBenchmark.mixedLargeAndExplained", "EvaluationBenchmark.mixedLarge"),
            List.of("ParsingBenchmark.demoPolicy", "EvaluationBenchmark.demoAllowed"),
            List.of("ParsingBenchmark.largePolicy", "EvaluationBenchmark.mixedLarge"),
            List.of("SignatureBenchmark.verification", "SignatureBenchmark.sdkSigns"),
            List.of("SignatureBenchmark.sdkSigns", "SignatureBenchmark.sdkSigns"));

    private LanguageBench() {}

    static void run(PrintStream out) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include("dev\\.rolecall\\.bench\\..*Benchmark\\..*")
                .mode(Mode.AverageTime).timeUnit(TimeUnit.NANOSECONDS).threads(1).forks(1).warmupIterations(8)
                .warmupTime(TimeValue.milliseconds(600)).measurementIterations(6).measurementTime(TimeValue.milliseconds(600))
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .addProfiler(GCProfiler.class).addProfiler(ProcessorTime.class).verbosity(VerboseMode.SILENT).build())
                .run();
        print(out, results.stream().collect(Collectors.toMap(LanguageBench::name, result -> result)));
    }

    private static void print(PrintStream out, Map<String, RunResult> results) {
        out.printf("%s, one thread, processor time, best of 6 iterations%n", Machine.here());
        out.printf("| | ns | a second of one processor | bytes allocated | ratio | to |%n| --- | --- | --- | --- | --- | --- |%n");
        for (List<String> row : ROWS) {
            RunResult result = results.get(row.getFirst());
            RunResult other = results.get(row.getLast());
            if (result != null && other != null) {
                out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %,.0f | %.2f | %s |%n", row.getFirst(), nanos(result),
                        NANOS_PER_SECOND / nanos(result),
                        allocated(result), nanos(result) / nanos(other), row.getLast());
            }
        }
    }

    private static double nanos(RunResult result) {
        return secondary(result, ProcessorTime.LABEL);
    }

    private static double allocated(RunResult result) {
        return secondary(result, ALLOCATION);
    }

    @SuppressWarnings("rawtypes") // JMH's own signature.
    private static double secondary(RunResult result, String label) {
        return result.getSecondaryResults().entrySet().stream().filter(entry -> entry.getKey().endsWith(label))
                .mapToDouble(entry -> entry.getValue().getScore()).findFirst().orElse(Double.NaN);
    }

    private static String name(RunResult result) {
        return result.getParams().getBenchmark().substring("dev.rolecall.bench.".length());
    }
}
