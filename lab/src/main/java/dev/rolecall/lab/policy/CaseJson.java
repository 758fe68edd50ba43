package dev.rolecall.lab.policy;

import java.io.PrintStream;
import java.nio.file.Path;

import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.ExplanationJson;
import dev.rolecall.lab.JsonDocument;

/** For programs: one array, with an object for each case of all files. */
public final class CaseJson implements CaseReport {
    private final PrintStream out;
    private final SequenceWriter array;

    public CaseJson(PrintStream out) {
        this.out = out;
        this.array = JsonDocument.array(out);
    }

    @Override
    public void file(Path file) {
        // Each object names its file.
    }

    @Override
    public void result(CaseResult result) {
        ObjectNode json = JsonDocument.object().put("id", result.of().id()).put("decision", result.decision().word());
        result.of().expected().ifPresentOrElse(
                expected -> json.put("expected", expected.word()).put("pass", result.passed()),
                () -> json.putNull("expected").putNull("pass"));
        json.set("explanation", ExplanationJson.of(result.decision()));
        array.write(json.put("file", result.file().toString()));
    }

    @Override
    public void end() {
        array.close();
        out.println();
    }
}
