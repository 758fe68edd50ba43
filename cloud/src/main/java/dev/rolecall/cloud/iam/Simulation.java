package dev.rolecall.cloud.iam;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Effect;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.Layer;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.PolicyTrace;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Asks the evaluator that decides real requests, and tells the answer in the words of the policy simulator. Without a resource's policy it
 * is the principal's side alone that is simulated, in whichever account the resource is.
 *
 * <p>Which ARN an action is about in general is not known here, so the result over all resources has {@code *} for it.
 *
 * @param resources     ARNs; {@code *} alone where none were named
 * @param resourceOwner the account of resources whose ARNs name none
 */
record Simulation(Principal caller, SimulatedPolicies policies, List<String> resources, Optional<String> resourceOwner,
        RequestContext context) {

    /** The words of the simulator, the most restrictive last. */
    private enum Word {
        ALLOWED("allowed"), IMPLICIT_DENY("implicitDeny"), EXPLICIT_DENY("explicitDeny");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        static Word of(Decision decision) {
            return switch (decision) {
                case Decision.Allowed _ -> ALLOWED;
                case Decision.ImplicitDeny _ -> IMPLICIT_DENY;
                case Decision.ExplicitDeny _ -> EXPLICIT_DENY;
            };
        }

        static Word of(List<PolicyTrace> traces, Layer layer) {
            if (matches(traces, layer, Effect.DENY)) {
                return EXPLICIT_DENY;
            }
            return matches(traces, layer, Effect.ALLOW) ? ALLOWED : IMPLICIT_DENY;
        }

        private static boolean matches(List<PolicyTrace> traces, Layer layer, Effect effect) {
            return traces.stream().filter(trace -> trace.layer() == layer).flatMap(trace -> trace.statements().stream())
                    .anyMatch(statement -> statement.effect() == effect && statement.matched());
        }

        Word stricter(Word other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    /** What became of one action on one resource. */
    private record Outcome(String resource, Word word, Set<Place> matched, Optional<Word> boundary, boolean acrossAccounts,
            Map<String, Word> details) {}

    /** A statement of a policy, by the policy's key. */
    private record Place(String policy, int statement) {}

    ObjectNode result(String action) {
        List<Outcome> outcomes = resources.stream().map(resource -> outcome(action, resource)).toList();
        Word word = Word.ALLOWED;
        Set<Place> matched = new LinkedHashSet<>();
        Optional<Word> boundary = Optional.empty();
        boolean across = false;
        Map<String, Word> details = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            word = word.stricter(outcome.word());
            matched.addAll(outcome.matched());
            Optional<Word> so = boundary;
            boundary = outcome.boundary().map(found -> so.map(found::stricter).orElse(found));
            across |= outcome.acrossAccounts();
            outcome.details().forEach((layer, found) -> details.merge(layer, found, Word::stricter));
        }
        boolean named = !resources.equals(List.of("*"));
        ObjectNode node = node("EvalResourceName", "*", "EvalDecision",
                new Outcome("*", word, matched, boundary, across, details), named);
        if (named) {
            ArrayNode each = node.putArray("ResourceSpecificResults");
            outcomes.forEach(outcome -> each
                    .add(node("EvalResourceName", outcome.resource(), "EvalResourceDecision", outcome, outcome.acrossAccounts())));
        }
        ObjectNode answer = Shapes.empty().put("EvalActionName", action);
        answer.setAll(node);
        return answer;
    }

    private ObjectNode node(String nameMember, String name, String decisionMember, Outcome outcome, boolean withDetails) {
        ObjectNode node = Shapes.empty().put(nameMember, name).put(decisionMember, outcome.word().text);
        Map<String, SimulatedPolicies.Source> sources = policies.byKey();
        ArrayNode matched = node.putArray("MatchedStatements");
        outcome.matched().forEach(place -> Optional.ofNullable(sources.get(place.policy()))
                .ifPresent(source -> matched.add(source.matched(place.statement()))));
        ArrayNode missing = node.putArray("MissingContextValues");
        missingKeys().forEach(missing::add);
        outcome.boundary().ifPresent(
                word -> node.putObject("PermissionsBoundaryDecisionDetail").put("AllowedByPermissionsBoundary", word == Word.ALLOWED));
        if (withDetails) {
            ArrayNode entries = JsonNodeFactory.instance.arrayNode();
            outcome.details().forEach((layer, word) -> entries.addObject().put("key", layer).put("value", word.text));
            node.putObject("EvalDecisionDetails").set("entry", entries);
        }
        return node;
    }

    private Set<String> missingKeys() {
        Set<String> missing = new TreeSet<>(ContextKeys.of(policies.documents()));
        missing.removeIf(key -> context.get(key).isPresent());
        return missing;
    }

    private Outcome outcome(String action, String resource) {
        String own = caller.accountId().orElseThrow();
        String owner = policies.resource().isPresent() ? accountOf(resource).or(() -> resourceOwner).orElse(own) : own;
        AccessRequest request = new AccessRequest(caller, action, resource, Optional.of(owner), context);
        Decision decision = Evaluator.evaluate(request, policiesFor(request));
        Set<Place> matched = new LinkedHashSet<>();
        // The boundary has a member of its own.
        decision.explanation().decisive().stream().filter(place -> place.layer() != Layer.BOUNDARY)
                .forEach(place -> matched.add(new Place(place.policy(), place.statement().index())));
        List<PolicyTrace> traces = decision.explanation().policies();
        Optional<Word> boundary = policies.boundary().map(_ -> Word.of(traces, Layer.BOUNDARY));
        boolean across = !owner.equals(own);
        Map<String, Word> details = new LinkedHashMap<>();
        if (across) {
            details.put(Layer.IDENTITY.text(), Word.of(traces, Layer.IDENTITY));
            boundary.ifPresent(word -> details.put(Layer.BOUNDARY.text(), word));
            Layer guard = request.needsTrust() ? Layer.TRUST : Layer.RESOURCE;
            details.put(guard.text(), Word.of(traces, guard));
        }
        return new Outcome(resource, Word.of(decision), matched, boundary, across, details);
    }

    /** Where no trust policy was given to a request that needs one, the role's side agrees with whatever the caller's account says. */
    private PolicySet policiesFor(AccessRequest request) {
        PolicySet set = policies.set();
        return set.resource().isPresent() || !request.needsTrust()
                ? set
                : set.withResource(new NamedPolicy("the role's side, not simulated", PolicyDocument.parse("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:*"}]}"""
                        .formatted(caller.accountId().orElseThrow()), PolicyKind.TRUST)));
    }

    private static Optional<String> accountOf(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[4].matches("\\d{12}") ? Optional.of(parts[4]) : Optional.empty();
    }
}
