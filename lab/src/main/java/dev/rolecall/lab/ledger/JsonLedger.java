package dev.rolecall.lab.ledger;

import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.cleanup.CertificateReport;
import dev.rolecall.lab.experiment.Observation;

/** The ledger for scripts; its fields may be added to, never renamed. */
public final class JsonLedger {
    /** No time is shortened in any experiment so far: what takes an hour on AWS would take one here. */
    private static final int COMPRESSION = 1;

    private JsonLedger() {}

    public static String write(Ledger ledger) {
        ObjectNode root = JsonDocument.object().put("target", ledger.target()).put("shown", ledger.shown().label());
        ArrayNode claims = root.putArray("claims");
        ledger.entries().forEach(entry -> claims.add(entry(entry, ledger.shown().label())));
        root.putObject("summary").put("proven", ledger.count(Verdict.PROVEN)).put("disproved", ledger.count(Verdict.DISPROVED))
                .put("notProvableHere", ledger.count(Verdict.NOT_PROVABLE_HERE))
                .put("documentedOnly", ledger.count(Verdict.DOCUMENTED_ONLY)).put("broken", ledger.count(Verdict.BROKEN));
        ledger.cleanup().ifPresent(certificate -> root.set("cleanup", CertificateReport.node(certificate)));
        return JsonDocument.write(root.put("elapsedMillis", ledger.elapsed().toMillis()));
    }

    /** The catalogue, without running anything. */
    public static String list(List<Claim> claims) {
        ObjectNode root = JsonDocument.object();
        ArrayNode list = root.putArray("claims");
        for (Claim claim : claims) {
            ObjectNode node = claim(claim).put("source", claim.source().toString());
            list.add(node);
            ArrayNode needs = node.putArray("needs");
            claim.needs().forEach(capability -> needs.add(capability.id()));
        }
        return JsonDocument.write(root);
    }

    private static ObjectNode claim(Claim claim) {
        return JsonDocument.object().put("number", claim.number()).put("id", claim.id()).put("sentence", claim.sentence());
    }

    private static ObjectNode entry(Entry entry, String shown) {
        return claim(entry.claim()).put("verdict", entry.verdict().id())
                .put("expected", entry.observation().map(Observation::expected).orElse(null))
                .put("observed", entry.observation().map(Observation::observed).orElse(null)).put("shown", shown)
                .put("compression", COMPRESSION).put("durationMillis", entry.took().toMillis())
                .put("source", entry.claim().source().toString()).put("reason", entry.reason().orElse(null));
    }
}
