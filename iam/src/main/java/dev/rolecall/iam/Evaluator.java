package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides requests in the order that AWS documents: {@code reference_policies_evaluation-logic_policy-eval-denyallow} within an account,
 * {@code reference_policies_evaluation-logic-cross-account} between two. Organizations policies are not part of it, and neither is what
 * single services do differently (KMS keys, ACLs).
 */
public final class Evaluator {
    private final AccessRequest request;
    private final PolicySet policies;
    private final List<PolicyTrace> traces;
    private final Layer resourceLayer;

    private Evaluator(AccessRequest request, PolicySet policies) {
        this.request = request;
        this.policies = policies;
        boolean trust = policies.resource().map(policy -> policy.document().kind() == PolicyKind.TRUST).orElseGet(request::needsTrust);
        this.resourceLayer = trust ? Layer.TRUST : Layer.RESOURCE;
        this.traces = traces(Question.of(request));
    }

    public static Decision evaluate(AccessRequest request, PolicySet policies) {
        return new Evaluator(request, policies).decide();
    }

    private Decision decide() {
        for (PolicyTrace trace : traces) {
            if (trace.denies()) {
                return new Decision.ExplicitDeny(trace.layer(), explain(Step.EXPLICIT_DENY, Optional.of(trace.layer())));
            }
        }
        return switch (request.principal()) {
            case Principal.Root _ -> root();
            case Principal.Service _,Principal.Anonymous _,Principal.WebIdentity _,Principal.Saml _ ->
                allows(resourceLayer) ? allowed(Step.RESOURCE_ALONE_ALLOWS) : resourceDoesNotAllow();
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ -> sameAccount() ? withinAccount() : acrossAccounts();
        };
    }

    private Decision root() {
        if (resourceLayer == Layer.TRUST) {
            return denied(Layer.TRUST, Step.ROOT_CANNOT_ASSUME);
        }
        if (sameAccount()) {
            return allowed(Step.ROOT_ACCESS);
        }
        return allows(resourceLayer) ? allowed(Step.BOTH_SIDES_ALLOW) : resourceDoesNotAllow();
    }

    private Decision withinAccount() {
        Optional<PrincipalMatch> named = closestAllow();
        if (named.isEmpty() && resourceLayer == Layer.TRUST) {
            return resourceDoesNotAllow();
        }
        return switch (named.orElse(PrincipalMatch.ITS_ACCOUNT)) {
            case ITSELF, EVERYONE -> allowed(Step.NAMED_DIRECTLY);
            case ITS_ROLE, ITS_ISSUER -> limitedBy(Step.RESOURCE_ALLOWS);
            case ITS_ACCOUNT, NOT_ASKED ->
                allows(Layer.IDENTITY) ? limitedBy(Step.IDENTITY_ALLOWS) : denied(Layer.IDENTITY, Step.NO_IDENTITY_ALLOW);
        };
    }

    private Decision acrossAccounts() {
        boolean resourceAllows = allows(resourceLayer);
        if (!resourceAllows && resourceLayer == Layer.TRUST) {
            return resourceDoesNotAllow();
        }
        if (!allows(Layer.IDENTITY)) {
            return denied(Layer.IDENTITY, Step.NO_IDENTITY_ALLOW);
        }
        Decision limited = limitedBy(Step.BOTH_SIDES_ALLOW);
        return limited.allowed() && !resourceAllows ? resourceDoesNotAllow() : limited;
    }

    private Decision limitedBy(Step granted) {
        if (policies.boundary().isPresent() && !allows(Layer.BOUNDARY)) {
            return denied(Layer.BOUNDARY, Step.NO_BOUNDARY_ALLOW);
        }
        // GetFederationToken: a session that was given no policy has no permission of its user.
        boolean narrowed = !policies.session().isEmpty() || request.principal() instanceof Principal.FederatedUser;
        if (narrowed && !allows(Layer.SESSION)) {
            return denied(Layer.SESSION, Step.NO_SESSION_ALLOW);
        }
        return allowed(granted);
    }

    private boolean sameAccount() {
        return request.principal().accountId().equals(request.owner());
    }

    private boolean allows(Layer layer) {
        for (PolicyTrace trace : traces) {
            if (trace.layer() == layer && trace.allows()) {
                return true;
            }
        }
        return false;
    }

    /** How the resource's policy names the principal in the Allow that names it most closely. */
    private Optional<PrincipalMatch> closestAllow() {
        Optional<PrincipalMatch> closest = Optional.empty();
        for (PolicyTrace trace : traces) {
            for (StatementTrace statement : trace.layer() == resourceLayer ? trace.statements() : List.<StatementTrace>of()) {
                if (statement.effect() == Effect.ALLOW && statement.outcome() instanceof StatementOutcome.Matched(PrincipalMatch match)
                        && (closest.isEmpty() || match.compareTo(closest.get()) < 0)) {
                    closest = Optional.of(match);
                }
            }
        }
        return closest;
    }

    private Decision allowed(Step step) {
        return new Decision.Allowed(explain(step, Optional.empty()));
    }

    private Decision denied(Layer layer, Step step) {
        return new Decision.ImplicitDeny(layer, explain(step, Optional.of(layer)));
    }

    private Decision resourceDoesNotAllow() {
        return denied(resourceLayer, resourceLayer == Layer.TRUST ? Step.NO_TRUST : Step.NO_RESOURCE_ALLOW);
    }

    private Explanation explain(Step step, Optional<Layer> layer) {
        return new Explanation(request, step, layer, traces);
    }

    private List<PolicyTrace> traces(Question question) {
        List<PolicyTrace> all = new ArrayList<>(policies.identity().size() + 3);
        boolean hasOwnPolicies = switch (request.principal()) {
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ -> true;
            case Principal.Root _,Principal.Service _,Principal.WebIdentity _,Principal.Saml _,Principal.Anonymous _ -> false;
        };
        if (hasOwnPolicies) {
            policies.identity().forEach(policy -> all.add(trace(Layer.IDENTITY, policy, question)));
            policies.boundary().ifPresent(policy -> all.add(trace(Layer.BOUNDARY, policy, question)));
            policies.session().forEach(policy -> all.add(trace(Layer.SESSION, policy, question)));
        }
        policies.resource().ifPresent(policy -> all.add(trace(resourceLayer, policy, question)));
        return all;
    }

    private static PolicyTrace trace(Layer layer, NamedPolicy policy, Question question) {
        List<Statement> statements = policy.document().statements();
        StatementTrace[] traces = new StatementTrace[statements.size()];
        for (int i = 0; i < traces.length; i++) {
            traces[i] = statements.get(i).trace(question);
        }
        return new PolicyTrace(layer, policy.name(), List.of(traces));
    }
}
