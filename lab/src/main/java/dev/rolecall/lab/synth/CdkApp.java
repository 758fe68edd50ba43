package dev.rolecall.lab.synth;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;

/** The command line that starts this repository's CDK app, as its build left it. */
final class CdkApp {
    /** A synthesis lives for a second: compiling further than C1, or a concurrent collector, costs more than it brings. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m",
            "-Xlog:disable", "-Xlog:all=error:stderr");

    private CdkApp() {}

    /**
     * Program and arguments.
     *
     * @throws LabException when {@code infra/} has not been built
     */
    static List<String> command(Surroundings around, List<String> options) {
        Path target = around.root().resolve("infra/target");
        Path libraries = target.resolve("classpath");
        if (!Files.isRegularFile(libraries)) {
            throw LabException.missing("The CDK app is not built (" + libraries + " is missing): run ./mvnw -q -DskipTests package.");
        }
        try {
            Path classes = classes(target);
            String classPath = Files.readString(libraries).strip() + File.pathSeparator + classes;
            return Stream
                    .of(List.of(around.java().toString()), SHORT_LIVED, record(target.resolve("synth.aot"), classes, around.recording()),
                            options,
                            List.of("-cp", classPath, "dev.rolecall.infra.RolecallApp"))
                    .flatMap(List::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar rather than the folder: a record of loaded classes (JEP 514) takes no folder on the class path. */
    private static Path classes(Path target) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "rolecall-infra-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        return target.resolve("classes");
    }

    /** One of an older build is left alone: JDK 25 was seen to take the classes in it and not those of the changed jar. */
    private static List<String> record(Path file, Path classes, boolean recording) throws IOException {
        if (recording) {
            return List.of("-XX:AOTCacheOutput=" + file);
        }
        boolean current = Files.isRegularFile(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(classes)) > 0;
        return current ? List.of("-XX:AOTCache=" + file) : List.of();
    }
}
