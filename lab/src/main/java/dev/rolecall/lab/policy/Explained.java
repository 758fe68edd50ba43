package dev.rolecall.lab.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.DenialMessage;
import dev.rolecall.iam.ExplanationJson;
import dev.rolecall.iam.ExplanationText;
import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.JsonDocument;

/**
 * A decision, with everything that it stands on.
 *
 * @param keys   the condition keys of the request, as they are spelled
 * @param unseen what may have a say and was not looked at, a sentence each
 */
public record Explained(AccessRequest request, Decision decision, Map<String, List<String>> keys, List<String> unseen) {

    public Explained {
        unseen = List.copyOf(unseen);
    }

    public ExitCode exitCode() {
        return decision.allowed() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** For people. */
    public String text(boolean colour) {
        Ansi ansi = colour ? Ansi.ON : Ansi.OFF;
        List<String> lines = new ArrayList<>();
        lines.add(decision.allowed() ? ansi.string("@|bold,green Allowed|@") : ansi.string("@|bold,red Denied|@"));
        if (!decision.allowed()) {
            lines.add("As AWS words it: " + DenialMessage.of(request, decision));
        }
        lines.add("");
        ExplanationText.render(decision.explanation()).lines().forEach(lines::add);
        lines.add("");
        lines.add("Condition keys of the request:");
        keys.forEach((key, values) -> lines.add("  " + key + " = " + String.join(", ", values)));
        lines.add("");
        lines.add("Not looked at:");
        unseen.forEach(sentence -> lines.add("  " + sentence));
        return String.join(System.lineSeparator(), lines);
    }

    /** The explanation's own JSON, and what this command knows besides. */
    public String json() {
        ObjectNode json = ExplanationJson.of(decision);
        if (!decision.allowed()) {
            json.put("message", DenialMessage.of(request, decision));
        }
        ObjectNode context = json.putObject("context");
        keys.forEach((key, values) -> {
            ArrayNode list = context.putArray(key);
            values.forEach(list::add);
        });
        ArrayNode list = json.putArray("notLookedAt");
        unseen.forEach(list::add);
        return JsonDocument.write(json);
    }
}
