package dev.rolecall.iam;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a decision is what it is.
 *
 * @param step     what decided
 * @param layer    the layer that decided; empty where the step is about more than one, or none
 * @param policies every policy that was looked at, statement by statement
 */
public record Explanation(AccessRequest request, Step step, Optional<Layer> layer, List<PolicyTrace> policies) {

    /**
     * A statement and the policy it stands in.
     *
     * @param policy the policy's name
     */
    public record Place(Layer layer, String policy, StatementTrace statement) {
        /** {@code statement 0 (ReadLesson) of policy Lesson}. */
        public String label() {
            return statement.label() + " of " + layer.text() + " " + policy;
        }
    }

    public Explanation {
        policies = List.copyOf(policies);
    }

    /** The statements that made the decision: the matching Denys after an explicit deny, the matching Allows after an Allow. */
    public List<Place> decisive() {
        return switch (step) {
            case EXPLICIT_DENY -> matching(Effect.DENY).toList();
            case ROOT_ACCESS -> List.of();
            case NAMED_DIRECTLY, RESOURCE_ALONE_ALLOWS ->
                matching(Effect.ALLOW).filter(place -> place.layer() == Layer.RESOURCE || place.layer() == Layer.TRUST).toList();
            case RESOURCE_ALLOWS, IDENTITY_ALLOWS, BOTH_SIDES_ALLOW -> matching(Effect.ALLOW).toList();
            case ROOT_CANNOT_ASSUME, NO_IDENTITY_ALLOW, NO_RESOURCE_ALLOW, NO_TRUST, NO_BOUNDARY_ALLOW, NO_SESSION_ALLOW -> List.of();
        };
    }

    /** After an implicit deny: the Allow of the layer in question that came closest to matching. */
    public Optional<Place> nearest() {
        if (!decisive().isEmpty() || layer.isEmpty()) {
            return Optional.empty();
        }
        return places().filter(place -> place.layer() == layer.get() && place.statement().effect() == Effect.ALLOW)
                .filter(place -> !place.statement().matched()).max(Comparator.comparingInt(place -> progress(place.statement().outcome())));
    }

    /** One sentence. */
    public String summary() {
        String what = request.action() + " on " + request.resource();
        String sentence = request.principal().displayName() + ", " + what + ": " + step.text();
        List<Place> decisive = decisive();
        if (!decisive.isEmpty()) {
            return sentence + " (" + decisive.getFirst().label() + ").";
        }
        return sentence + nearest().map(place -> "; nearest is " + place.label() + ", " + ExplanationText.difference(place.statement()))
                .orElse("") + ".";
    }

    private Stream<Place> matching(Effect effect) {
        return places().filter(place -> place.statement().effect() == effect && place.statement().matched());
    }

    private Stream<Place> places() {
        return policies.stream().flatMap(
                policy -> policy.statements().stream().map(statement -> new Place(policy.layer(), policy.policy(), statement)));
    }

    private static int progress(StatementOutcome outcome) {
        return switch (outcome) {
            case StatementOutcome.ElementDiffers differs when differs.element().endsWith("Principal") -> 0;
            case StatementOutcome.ElementDiffers differs when differs.element().endsWith("Action") -> 1;
            case StatementOutcome.ElementDiffers _ -> 2;
            case StatementOutcome.ConditionFails _ -> 3;
            case StatementOutcome.Matched _ -> 4;
        };
    }
}
