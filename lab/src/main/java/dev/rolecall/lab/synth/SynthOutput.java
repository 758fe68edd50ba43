package dev.rolecall.lab.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds in what a failed CDK app printed the sentence that a person needs. */
final class SynthOutput {
    private static final List<String> EXCEPTION = List.of("Exception: ", "Error: ");

    private SynthOutput() {}

    static String reason(Path output) {
        try {
            List<String> lines = Files.readAllLines(output).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
            return lines.stream().filter(line -> EXCEPTION.stream().anyMatch(line::contains)).findFirst().map(SynthOutput::message)
                    .or(() -> lines.stream().reduce((first, last) -> last)).orElse("it printed nothing");
        } catch (IOException e) {
            return "its output could not be read";
        }
    }

    private static String message(String line) {
        return EXCEPTION.stream().filter(line::contains).findFirst().map(mark -> line.substring(line.indexOf(mark) + mark.length()))
                .orElse(line);
    }
}
