package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a decision is what it is, and what would make it another.
 *
 * @param policies every policy that was looked at, statement by statement
 * @param changes  what would have to change for a denied request to be allowed: all of it, and no more than is needed
 */
public record Explanation(Decision decision, List<PolicyTrace> policies, List<Change> changes) {

    public Explanation {
        policies = List.copyOf(policies);
        changes = List.copyOf(changes);
    }

    static Explanation of(Decision decision) {
        return Evaluator.explain(decision);
    }

    public AccessRequest request() {
        return decision.request();
    }

    /** What decided. */
    public Step step() {
        return decision.step();
    }

    /** The layer that decided; empty where it is about more than one, or none. */
    public Optional<Layer> layer() {
        return switch (decision) {
            case Decision.Allowed _ -> Optional.empty();
            case Decision.ImplicitDeny denied -> Optional.of(denied.layer());
            case Decision.ExplicitDeny denied -> Optional.of(denied.layer());
        };
    }

    /** The statements that made the decision: the matching Denys after an explicit deny, the matching Allows after an Allow. */
    public List<Place> decisive() {
        return switch (step()) {
            case EXPLICIT_DENY -> matching(Effect.DENY).toList();
            case ROOT_ACCESS -> List.of();
            case NAMED_DIRECTLY, RESOURCE_ALONE_ALLOWS ->
                matching(Effect.ALLOW).filter(place -> place.layer() == Layer.RESOURCE || place.layer() == Layer.TRUST).toList();
            case RESOURCE_ALLOWS, IDENTITY_ALLOWS, BOTH_SIDES_ALLOW -> matching(Effect.ALLOW).toList();
            case ROOT_CANNOT_ASSUME, NO_IDENTITY_ALLOW, NO_RESOURCE_ALLOW, NO_TRUST, NO_BOUNDARY_ALLOW, NO_SESSION_ALLOW,
                    NO_ENDPOINT_ALLOW ->
                List.of();
        };
    }

    /** After an implicit deny: the Allow of the layer in question that came closest to matching. */
    public Optional<Place> nearest() {
        return decision instanceof Decision.ImplicitDeny
                ? changes.stream().flatMap(change -> change instanceof Change.Allow allow ? allow.nearest().stream() : Stream.empty())
                        .filter(place -> layer().filter(place.layer()::equals).isPresent()).findFirst()
                : Optional.empty();
    }

    /** One sentence. */
    public String summary() {
        String what = request().action() + " on " + request().resource();
        String sentence = request().principal().displayName() + ", " + what + ": " + step().text();
        List<Place> decisive = decisive();
        if (!decisive.isEmpty()) {
            return sentence + " (" + decisive.getFirst().label() + ").";
        }
        return sentence + nearest().map(place -> "; nearest is " + place.label() + ", " + ExplanationText.difference(place.statement()))
                .orElse("") + ".";
    }

    private Stream<Place> matching(Effect effect) {
        return policies.stream().flatMap(policy -> policy.places(effect)).filter(place -> place.statement().matched());
    }
}
