package dev.rolecall.lab.demo;

import java.time.temporal.ChronoUnit;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.cleanup.CertificateReport;

/** The report for scripts; its fields may be added to, never renamed. */
public final class JsonReport {
    private JsonReport() {}

    public static String write(DemoReport report) {
        ObjectNode root = JsonDocument.object().put("target", report.target()).put("shown", report.shown().label())
                .put("sentence", report.shown().sentence()).put("region", report.region()).put("account", report.account());
        ArrayNode notes = root.putArray("notes");
        report.notes().forEach(notes::add);
        report.control().ifPresent(control -> {
            ObjectNode node = root.putObject("control").put("outcome", control.outcome().id());
            if (!control.code().isEmpty()) {
                node.put("code", control.code());
            }
        });
        ArrayNode workloads = root.putArray("workloads");
        report.workloads().forEach(result -> workloads.add(workload(result)));
        report.cleanup().ifPresent(certificate -> root.set("cleanup", CertificateReport.node(certificate)));
        ArrayNode phases = root.putArray("phases");
        report.phases().forEach(phase -> phases.addObject().put("name", phase.step().id()).put("millis", phase.took().toMillis()));
        return JsonDocument.write(root.put("elapsedMillis", report.elapsed().toMillis()));
    }

    private static ObjectNode workload(WorkloadResult result) {
        Workload workload = result.workload();
        Evidence evidence = result.evidence();
        ObjectNode node = JsonDocument.object().put("id", workload.id()).put("service", workload.service().id())
                .put("credentials", workload.wears().id()).put("outcome", result.outcome().id())
                .put("principalArn", result.principalArn().orElse(null));
        evidence.credentials().ifPresentOrElse(
                seen -> node.put("accessKeyId", seen.accessKeyId()).put("provider", seen.provider()).put("temporary", seen.sessionToken())
                        .put("expiresAt", seen.expiresAt().map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null)),
                () -> node.putNull("accessKeyId").putNull("provider").putNull("temporary").putNull("expiresAt"));
        evidence.object().ifPresent(object -> node.putObject("object").put("bucket", object.bucket()).put("key", object.key())
                .put("bytes", object.bytes()).put("etag", object.etag()));
        evidence.error().ifPresent(error -> {
            ObjectNode told = node.putObject("error").put("code", error.code()).put("message", error.message());
            result.explanation().ifPresent(explanation -> told.set("explanation", explanation));
        });
        result.notShown().ifPresent(reason -> node.put("notShown", reason));
        ArrayNode places = node.putArray("secretAtRest");
        result.secretAtRest().forEach(place -> places.addObject().put("where", place.where().id()).put("at", place.at()));
        return node;
    }
}
