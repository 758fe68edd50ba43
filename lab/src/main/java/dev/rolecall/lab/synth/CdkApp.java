package dev.rolecall.lab.synth;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;

/** The command line that starts this repository's CDK app, as its build left it. */
final class CdkApp {
    /** A synthesis lives for a second: compiling further than C1, or a concurrent collector, costs more than it brings. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData",
            "-Xshare:auto", "-Xmx256m");

    private CdkApp() {}

    /** @throws LabException when {@code infra/} has not been built */
    static List<String> command(Surroundings around, List<String> options) {
        Path built = around.root().resolve("infra/target/classpath");
        if (!Files.isRegularFile(built)) {
            throw LabException.missing("The CDK app is not built (" + built + " is missing): run ./mvnw -q -DskipTests package.");
        }
        try {
            String libraries = Files.readString(built).strip();
            String classPath = Stream.of(libraries, around.root().resolve("infra/target/classes").toString())
                    .collect(Collectors.joining(File.pathSeparator));
            return Stream.of(List.of(around.java().toString()), SHORT_LIVED, options,
                    List.of("-cp", classPath, "dev.rolecall.infra.RolecallApp")).flatMap(List::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
