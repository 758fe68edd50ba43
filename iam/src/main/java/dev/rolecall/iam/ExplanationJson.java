package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The same as {@link ExplanationText}, for programs. */
public final class ExplanationJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExplanationJson() {}

    /** {@code decision}, {@code layer}, {@code step}, {@code summary}, {@code request} and {@code policies}. */
    public static ObjectNode of(Decision decision) {
        Explanation explanation = decision.explanation();
        ObjectNode json = NODES.objectNode().put("decision", decision.word());
        explanation.layer().ifPresent(layer -> json.put("layer", layer.name()));
        json.put("step", explanation.step().name()).put("summary", explanation.summary());
        json.set("request", request(explanation.request()));
        ArrayNode policies = json.putArray("policies");
        explanation.policies().forEach(policy -> policies.add(policy(policy)));
        return json;
    }

    private static ObjectNode request(AccessRequest request) {
        return NODES.objectNode().put("principal", request.principal().displayName()).put("action", request.action())
                .put("resource", request.resource());
    }

    private static ObjectNode policy(PolicyTrace trace) {
        ObjectNode json = NODES.objectNode().put("layer", trace.layer().name()).put("policy", trace.policy());
        ArrayNode statements = json.putArray("statements");
        trace.statements().forEach(statement -> statements.add(statement(statement)));
        return json;
    }

    private static ObjectNode statement(StatementTrace trace) {
        ObjectNode json = NODES.objectNode().put("index", trace.index());
        trace.sid().ifPresent(sid -> json.put("sid", sid));
        json.put("effect", trace.effect().text()).put("matched", trace.matched());
        switch (trace.outcome()) {
            case StatementOutcome.Matched(PrincipalMatch principal) -> {
                if (principal != PrincipalMatch.NOT_ASKED) {
                    json.put("principalNamedAs", principal.name());
                }
            }
            case StatementOutcome.ElementDiffers(String element, List<String> wanted, String found) -> {
                ObjectNode mismatch = json.putObject("mismatch").put("element", element);
                strings(mismatch.putArray("wanted"), wanted);
                mismatch.put("found", found);
            }
            case StatementOutcome.ConditionFails(String operator, String key, List<String> wanted, Optional<List<String>> found) -> {
                ObjectNode mismatch = json.putObject("mismatch").put("element", "Condition").put("operator", operator).put("key", key);
                strings(mismatch.putArray("wanted"), wanted);
                found.ifPresentOrElse(values -> strings(mismatch.putArray("found"), values), () -> mismatch.putNull("found"));
            }
        }
        return json;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
