package dev.rolecall.lab.compare;

import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;

/** Reports side by side, for scripts: each as far as it is the same each time. Fields may be added to, never renamed. */
public final class JsonComparison {
    private JsonComparison() {}

    public static String write(List<Report> reports) {
        ObjectNode root = JsonDocument.object();
        ArrayNode all = root.putArray("reports");
        reports.forEach(report -> all.add(report(report)));
        return JsonDocument.write(root);
    }

    private static ObjectNode report(Report report) {
        ObjectNode node = JsonDocument.object().put("file", report.file()).put("target", report.target()).put("shown", report.shown())
                .put("sentence", report.sentence().orElse(null));
        ArrayNode notes = node.putArray("notes");
        report.notes().forEach(notes::add);
        report.control().ifPresent(control -> {
            ObjectNode nobody = node.putObject("control").put("outcome", control.outcome().id());
            if (!control.code().isEmpty()) {
                nobody.put("code", control.code());
            }
        });
        ArrayNode workloads = node.putArray("workloads");
        report.workloads().forEach(entry -> workloads.add(workload(entry)));
        return node;
    }

    private static ObjectNode workload(Report.Entry entry) {
        ObjectNode node = JsonDocument.object().put("id", entry.id()).put("outcome", entry.outcome().id())
                .put("provider", entry.provider().orElse(null)).put("temporary", entry.temporary().orElse(null));
        ArrayNode places = node.putArray("secretAtRest");
        entry.secretAtRest().forEach(places::add);
        entry.error().ifPresent(error -> node.putObject("error").put("code", error.code()).put("message", error.message()));
        entry.notShown().ifPresent(why -> node.put("notShown", why));
        return node;
    }
}
