package dev.rolecall.lab.cleanup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;

/** Writes a certificate, for people and for scripts. */
public final class CertificateReport {
    private CertificateReport() {}

    /** One JSON document; fields may be added to, never renamed. */
    public static String json(Certificate certificate, Duration elapsed) {
        return JsonDocument.write(node(certificate).put("elapsedMillis", elapsed.toMillis()));
    }

    /** The document as part of another. */
    public static ObjectNode node(Certificate certificate) {
        ObjectNode root = JsonDocument.object().put("target", certificate.target()).put("account", certificate.account())
                .put("region", certificate.region()).put("lab", certificate.lab())
                .put("at", certificate.at().truncatedTo(ChronoUnit.SECONDS).toString()).put("clean", certificate.clean());
        ArrayNode removed = root.putArray("removed");
        certificate.removed().forEach(removed::add);
        ArrayNode failed = root.putArray("failed");
        certificate.failed().forEach(failed::add);
        ArrayNode checked = root.putArray("checked");
        certificate.checked().forEach(look -> {
            ObjectNode node = checked.addObject().put("what", look.what()).put("looked", look.obstacle().isEmpty());
            look.obstacle().ifPresent(why -> node.put("obstacle", why));
        });
        ArrayNode left = root.putArray("left");
        certificate.left().forEach(
                leftover -> left.addObject().put("kind", leftover.kind()).put("id", leftover.id()).put("command", leftover.command()));
        return root;
    }

    /** Lines for a terminal. */
    public static String text(Certificate certificate) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Lab " + certificate.lab() + " in account " + certificate.account() + ", " + certificate.region() + ", "
                + certificate.at().truncatedTo(ChronoUnit.SECONDS));
        certificate.removed().forEach(stack -> lines.add("  deleted: stack " + stack));
        lines.addAll(certificate.failed().stream().map(sentence -> "  not deleted: " + sentence).toList());
        certificate.checked()
                .forEach(look -> lines.add("  " + look.obstacle().map(why -> "could not look for " + look.what() + " (" + why + ")")
                        .orElseGet(() -> "looked for " + look.what())));
        if (certificate.clean()) {
            lines.add("Nothing is left.");
        } else if (certificate.left().isEmpty()) {
            lines.add("Nothing was found, and that is no proof: see above what was not done.");
        } else {
            lines.add("Still there; in this order they can be removed:");
            certificate.left().forEach(leftover -> {
                lines.add("  " + leftover.kind() + " " + leftover.id());
                lines.add("    " + leftover.command());
            });
        }
        return String.join(System.lineSeparator(), lines);
    }
}
