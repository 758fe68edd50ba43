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

    /** {@code decision}, {@code layer}, {@code step}, {@code summary}, {@code request}, {@code policies} and {@code changes}. */
    public static ObjectNode of(Decision decision) {
        Explanation explanation = decision.explanation();
        ObjectNode json = NODES.objectNode().put("decision", decision.word());
        explanation.layer().ifPresent(layer -> json.put("layer", layer.name()));
        json.put("step", explanation.step().name()).put("summary", explanation.summary());
        json.set("request", request(explanation.request()));
        ArrayNode policies = json.putArray("policies");
        explanation.policies().forEach(policy -> policies.add(policy(policy)));
        ArrayNode changes = json.putArray("changes");
        explanation.changes().forEach(change -> changes.add(change(change)));
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
            case StatementOutcome.Matched(PrincipalMatch principal, List<ConditionTrace> conditions) -> {
                if (principal != PrincipalMatch.NOT_ASKED) {
                    json.put("principalNamedAs", principal.name());
                }
                ArrayNode hangsOn = json.putArray("conditions");
                conditions.forEach(condition -> hangsOn.add(condition(condition)));
            }
            case StatementOutcome.Differs(List<Mismatch> mismatches) -> {
                json.set("mismatch", mismatch(mismatches.getFirst()));
                ArrayNode all = json.putArray("mismatches");
                mismatches.forEach(mismatch -> all.add(mismatch(mismatch)));
            }
        }
        return json;
    }

    private static ObjectNode mismatch(Mismatch mismatch) {
        ObjectNode json = NODES.objectNode();
        return switch (mismatch) {
            case Mismatch.ElementDiffers(String element, List<String> wanted, String found) -> {
                json.put("element", element);
                strings(json.putArray("wanted"), wanted);
                yield json.put("found", found);
            }
            case Mismatch.ConditionFails(ConditionTrace condition) -> json.put("element", "Condition").setAll(condition(condition));
        };
    }

    private static ObjectNode condition(ConditionTrace condition) {
        ObjectNode json = NODES.objectNode().put("operator", condition.operator()).put("key", condition.key());
        strings(json.putArray("wanted"), condition.wanted());
        condition.found().ifPresentOrElse(values -> strings(json.putArray("found"), values), () -> json.putNull("found"));
        return json;
    }

    private static ObjectNode change(Change change) {
        ObjectNode json = NODES.objectNode();
        switch (change) {
            case Change.Allow(Layer layer, String action, String resource, List<String> policies, Optional<Place> nearest) -> {
                json.put("kind", "allow").put("layer", layer.name()).put("action", action).put("resource", resource);
                strings(json.putArray("policies"), policies);
                nearest.ifPresent(place -> json.set("nearest", place(place)));
            }
            case Change.RemoveDeny(Place place) ->
                json.put("kind", "remove-deny").put("layer", place.layer().name()).set("statement", place(place));
            case Change.UseAnotherPrincipal(String action) -> json.put("kind", "use-another-principal").put("action", action);
        }
        return json.put("text", ChangeText.of(change));
    }

    private static ObjectNode place(Place place) {
        return statement(place.statement()).put("layer", place.layer().name()).put("policy", place.policy());
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
