package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides requests in the order that AWS documents: {@code reference_policies_evaluation-logic_policy-eval-denyallow} within an account,
 * {@code reference_policies_evaluation-logic-cross-account} between two. Organizations policies are not part of it, and neither is what
 * single services do differently (KMS keys, ACLs).
 */
public final class Evaluator {
    private static final List<Layer> LAYERS = List.of(Layer.values());

    private final Question question;
    private final PolicySet policies;
    private final boolean hasOwnPolicies;
    private final boolean toRole;

    private Evaluator(AccessRequest request, PolicySet policies) {
        this.question = Question.of(request, policies.boundary().isPresent());
        this.policies = policies;
        this.hasOwnPolicies = switch (request.principal()) {
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ -> true;
            case Principal.Root _,Principal.Service _,Principal.WebIdentity _,Principal.Saml _,Principal.Anonymous _ -> false;
        };
        this.toRole = policies.resource().isPresent()
                ? policies.resource().get().document().kind() == PolicyKind.TRUST
                : request.needsTrust();
    }

    /** Decides, and stops at what decides: the reasons are found again by whoever asks {@link Decision#explanation()}. */
    public static Decision evaluate(AccessRequest request, PolicySet policies) {
        return new Evaluator(request, policies).decide();
    }

    static Explanation explain(Decision decision) {
        Evaluator evaluator = new Evaluator(decision.request(), decision.policies());
        List<PolicyTrace> traces = evaluator.traces();
        return new Explanation(decision, traces, evaluator.changes(decision, traces));
    }

    private Decision decide() {
        AccessRequest request = question.request();
        for (Layer layer : LAYERS) {
            for (NamedPolicy policy : asked(layer)) {
                if (matches(policy, Effect.DENY)) {
                    return new Decision.ExplicitDeny(request, policies, layer, policy);
                }
            }
        }
        Route route = route();
        if (route == Route.ROOT_TO_ROLE) {
            return new Decision.ImplicitDeny(request, policies, route.arrival(), Layer.TRUST);
        }
        for (Layer layer : route.layers()) {
            if (lacks(layer)) {
                return new Decision.ImplicitDeny(request, policies, Step.without(layer), layer);
            }
        }
        return new Decision.Allowed(request, policies, route.arrival());
    }

    private Route route() {
        return switch (question.request().principal()) {
            case Principal.Root _ when toRole -> Route.ROOT_TO_ROLE;
            case Principal.Root _ -> sameAccount() ? Route.ROOT : Route.ROOT_ACROSS;
            case Principal.Service _,Principal.Anonymous _,Principal.WebIdentity _,Principal.Saml _ ->
                toRole ? Route.TRUST_ALONE : Route.RESOURCE_ALONE;
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ when !sameAccount() ->
                toRole ? Route.ACROSS_TO_ROLE : Route.ACROSS;
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ -> switch (closestAllow()) {
                case ITSELF, EVERYONE -> Route.NAMED;
                case ITS_ROLE, ITS_ISSUER -> Route.NAMED_BEHIND;
                case ITS_ACCOUNT -> Route.OWN_POLICIES;
                case NOT_ASKED -> toRole ? Route.TRUST_ALONE : Route.OWN_POLICIES;
            };
        };
    }

    private boolean sameAccount() {
        return question.request().principal().accountId().equals(question.request().owner());
    }

    /** How the resource's policy names the principal in the Allow that names it most closely. */
    private PrincipalMatch closestAllow() {
        PrincipalMatch closest = PrincipalMatch.NOT_ASKED;
        for (NamedPolicy policy : asked(toRole ? Layer.TRUST : Layer.RESOURCE)) {
            for (Statement statement : policy.document().statements()) {
                if (statement.effect() == Effect.ALLOW && statement.matches(question)) {
                    PrincipalMatch match = statement.named(question).orElse(PrincipalMatch.NOT_ASKED);
                    closest = match.compareTo(closest) < 0 ? match : closest;
                }
            }
        }
        return closest;
    }

    /** Whether a layer that has a say does not allow the request. */
    private boolean lacks(Layer layer) {
        List<NamedPolicy> asked = asked(layer);
        for (NamedPolicy policy : asked) {
            if (matches(policy, Effect.ALLOW)) {
                return false;
            }
        }
        return switch (layer) {
            case RESOURCE, TRUST -> true;
            case BOUNDARY, ENDPOINT -> !asked.isEmpty();
            // A root user has no policies and every permission; a federated session that it made is limited by its session policy alone.
            case IDENTITY -> !(question.request().principal() instanceof Principal.FederatedUser federated && federated.isOfRoot());
            // GetFederationToken: a session that was given no policy has no permission of its user.
            case SESSION -> !asked.isEmpty() || question.request().principal() instanceof Principal.FederatedUser;
        };
    }

    private boolean matches(NamedPolicy policy, Effect effect) {
        for (Statement statement : policy.document().statements()) {
            if (statement.effect() == effect && statement.matches(question)) {
                return true;
            }
        }
        return false;
    }

    private List<NamedPolicy> asked(Layer layer) {
        return hasOwnPolicies || !layer.isOfPrincipal() ? policies.of(layer) : List.of();
    }

    private List<Change> changes(Decision decision, List<PolicyTrace> traces) {
        Route route = route();
        if (decision.allowed()) {
            return List.of();
        }
        return route == Route.ROOT_TO_ROLE
                ? List.of(new Change.UseAnotherPrincipal(decision.request().action()))
                : Changes.of(decision.request(), route.layers().stream().filter(this::lacks).toList(), traces);
    }

    private List<PolicyTrace> traces() {
        List<PolicyTrace> traces = new ArrayList<>();
        LAYERS.forEach(layer -> asked(layer).forEach(policy -> traces.add(PolicyTrace.of(layer, policy, question))));
        return traces;
    }
}
