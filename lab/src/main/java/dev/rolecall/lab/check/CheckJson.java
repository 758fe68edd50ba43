package dev.rolecall.lab.check;

import java.io.PrintStream;
import java.util.List;

import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.check.Finding;
import dev.rolecall.lab.JsonDocument;

/** Findings for scripts. Fields may be added to, never renamed. */
public final class CheckJson {
    private CheckJson() {}

    /** One file as an object, several as an array of such objects in the order in which they were given. */
    public static void write(List<CheckedFile> files, PrintStream out) {
        if (files.size() > 1) {
            try (SequenceWriter array = JsonDocument.array(out)) {
                files.forEach(file -> array.write(file(file)));
            }
            out.println();
        } else {
            files.forEach(file -> out.println(JsonDocument.write(file(file))));
        }
    }

    private static ObjectNode file(CheckedFile file) {
        ObjectNode json = JsonDocument.object().put("file", file.name());
        ArrayNode findings = json.putArray("findings");
        file.findings().forEach(finding -> findings.add(finding(finding)));
        return json;
    }

    private static ObjectNode finding(Finding finding) {
        return JsonDocument.object().put("severity", finding.severity().word()).put("rule", finding.rule()).put("path", finding.path())
                .put("message", finding.message()).put("fix", finding.fix()).put("reference", finding.reference());
    }
}
