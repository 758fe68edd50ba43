package dev.rolecall.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Runs benchmarks, and prints a table for each.
 *
 * <p>Arguments: {@code language}, {@code getobject}, {@code load}, {@code demo}, {@code clients}
 * or {@code all}; the project's root; the number of rounds of the last two; the version of the CDK CLI.
 */
final class Main {
    private static final List<String> ALL = List.of("language", "getobject", "load", "demo", "clients");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]).toAbsolutePath();
        int rounds = Integer.parseInt(arguments[2]);
        for (String bench : arguments[0].equals("all") ? ALL : List.of(arguments[0])) {
            switch (bench) {
                case "language" -> LanguageBench.run(System.out);
                case "getobject" -> GetObjectBench.run(System.out);
                case "load" -> LoadBench.run(System.out);
                case "demo" -> DemoBench.run(System.out, root, rounds);
                case "clients" -> ClientsBench.run(System.out, root, arguments[3], rounds);
                default -> throw new IllegalArgumentException("-Dbench is one of " + ALL + ", or all; it is " + bench + ".");
            }
        }
    }
}
