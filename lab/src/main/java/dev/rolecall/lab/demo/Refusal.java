package dev.rolecall.lab.demo;

import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** Says why a workload did not read: the service's own words, and the target's explanation in one sentence. */
final class Refusal {
    private Refusal() {}

    static List<String> sentences(WorkloadResult result, Evidence.ErrorSeen error) {
        if (result.notShown().isPresent()) {
            return List.of(result.workload().id() + " is not shown here, because " + result.notShown().get());
        }
        String verb = switch (result.outcome()) {
            case READ -> "read";
            case REFUSED -> "was refused";
            case FAILED -> "failed";
        };
        Stream<String> why = result.explanation().flatMap(explanation -> explanation.optional("summary")).map(JsonNode::asString).stream();
        return Stream.concat(Stream.of(result.workload().id() + " " + verb + " (" + error.code() + "): " + error.message()), why).toList();
    }
}
