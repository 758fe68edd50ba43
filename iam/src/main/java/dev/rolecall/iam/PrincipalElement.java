package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

/** {@code Principal} or {@code NotPrincipal}, see {@code reference_policies_elements_principal} and {@code …_notprincipal}. */
public final class PrincipalElement {
    private final Selection selection;
    private final List<String> values;
    private final List<PrincipalPattern> patterns;

    PrincipalElement(Selection selection, List<String> values, List<PrincipalPattern> patterns) {
        this.selection = selection;
        this.values = List.copyOf(values);
        this.patterns = List.copyOf(patterns);
    }

    public Selection selection() {
        return selection;
    }

    /** As written, each with its kind: {@code Service: lambda.amazonaws.com}; a plain {@code *} without one. */
    public List<String> values() {
        return values;
    }

    String name() {
        return selection.name("Principal");
    }

    /** How the element names the principal; empty when it does not cover it. */
    Optional<PrincipalMatch> match(Principal principal, Effect effect) {
        Optional<PrincipalMatch> closest = closest(principal);
        if (selection == Selection.LISTED) {
            return closest;
        }
        // Each level is judged for itself: who is not listed by its own ARN is denied, and who is listed on any level is not allowed.
        boolean listed = effect == Effect.ALLOW
                ? closest.isPresent()
                : closest.filter(match -> match == PrincipalMatch.ITSELF || match == PrincipalMatch.EVERYONE).isPresent();
        return listed ? Optional.empty() : Optional.of(PrincipalMatch.EVERYONE);
    }

    private Optional<PrincipalMatch> closest(Principal principal) {
        Optional<PrincipalMatch> closest = Optional.empty();
        for (PrincipalPattern pattern : patterns) {
            Optional<PrincipalMatch> match = pattern.match(principal);
            if (match.isPresent() && (closest.isEmpty() || match.get().compareTo(closest.get()) < 0)) {
                closest = match;
            }
        }
        return closest;
    }
}
