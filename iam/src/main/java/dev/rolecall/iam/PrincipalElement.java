package dev.rolecall.iam;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * How the element names the principal; empty when it does not cover it.
     *
     * @param bounded whether a permissions boundary is set for the principal
     */
    Optional<PrincipalMatch> match(Principal principal, boolean bounded) {
        if (selection == Selection.LISTED) {
            return closest(principal);
        }
        return spares(principal, bounded) ? Optional.empty() : Optional.of(PrincipalMatch.EVERYONE);
    }

    /** Whether {@code NotPrincipal} leaves the principal alone: it is judged on each level, its account first and itself last. */
    private boolean spares(Principal principal, boolean bounded) {
        Set<PrincipalMatch> listed = EnumSet.noneOf(PrincipalMatch.class);
        patterns.forEach(pattern -> pattern.match(principal).ifPresent(listed::add));
        Set<PrincipalMatch> levels = switch (principal) {
            case Principal.User _,Principal.FederatedUser _ -> EnumSet.of(PrincipalMatch.ITSELF, PrincipalMatch.ITS_ACCOUNT);
            case Principal.RoleSession _ -> EnumSet.of(PrincipalMatch.ITSELF, PrincipalMatch.ITS_ROLE, PrincipalMatch.ITS_ACCOUNT);
            case Principal.Root _,Principal.Service _,Principal.WebIdentity _,Principal.Saml _,Principal.Anonymous _ ->
                EnumSet.of(PrincipalMatch.ITSELF);
        };
        // access_policies_boundaries: who has a boundary is denied, whatever the list says.
        return !bounded && (listed.contains(PrincipalMatch.EVERYONE) || listed.containsAll(levels));
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
