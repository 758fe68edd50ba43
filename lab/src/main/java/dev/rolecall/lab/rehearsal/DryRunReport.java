package dev.rolecall.lab.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.Paragraph;

/** Writes the calls of a dry run, for people and for scripts. */
public final class DryRunReport {
    private DryRunReport() {}

    /** One JSON document. */
    public static String json(List<Call> calls) {
        ObjectNode root = JsonDocument.object();
        ArrayNode array = root.putArray("calls");
        calls.forEach(call -> {
            ObjectNode node = array.addObject().put("step", call.step()).put("service", call.service()).put("operation", call.operation())
                    .put("repeated", call.times() > 1);
            ObjectNode parameters = node.putObject("parameters");
            call.parameters().forEach(parameters::put);
        });
        return JsonDocument.write(root);
    }

    /**
     * A line a call, below the step in which it is made.
     *
     * @param played what was, in words that "against" can follow
     */
    public static String text(String played, List<Call> calls) {
        List<String> lines = new ArrayList<>(Paragraph.ofWords("A dry run: " + played
                + " against the local cloud on this machine, and nobody"
                + " else was asked. On AWS it would make these calls, in this order; the workloads, the uploads, the experiments and their"
                + " questions beside each other.", Paragraph.WIDTH));
        String step = "";
        int number = 0;
        for (Call call : calls) {
            if (!call.step().equals(step)) {
                step = call.step();
                lines.add("");
                lines.add(step);
            }
            String parameters = call.parameters().entrySet().stream().map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                    .collect(Collectors.joining(" "));
            lines.add(String.format("%4d  %s %s %s%s", ++number, call.service(), call.operation(), parameters,
                    call.times() > 1 ? "  (repeatedly)" : "").stripTrailing());
        }
        return String.join(System.lineSeparator(), lines);
    }
}
