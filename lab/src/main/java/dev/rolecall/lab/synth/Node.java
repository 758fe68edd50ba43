package dev.rolecall.lab.synth;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Finds Node.js, under which the CDK's constructs run. */
final class Node {
    private Node() {}

    /** {@code JSII_NODE} where it is set, as jsii itself does it, else the first {@code node} on the path. */
    static Optional<Path> find(Function<String, @Nullable String> environment) {
        String chosen = environment.apply("JSII_NODE");
        if (chosen != null && !chosen.isBlank()) {
            return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
        }
        String path = environment.apply("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path).filter(folder -> !folder.isBlank())
                .flatMap(folder -> List.of("node", "node.exe").stream().map(name -> Path.of(folder, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }
}
