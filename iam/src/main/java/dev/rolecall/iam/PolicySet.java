package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

/**
 * The policies that have a say in one request.
 *
 * @param identity of the principal itself, inline and managed, with those of its groups
 * @param boundary the permissions boundary of the user or role
 * @param session  the policies that the session was made with, inline and managed: together they are its session policy, which allows what
 *                 any of them allows; with none of them nothing narrows the session
 * @param resource the policy of the resource, or the trust policy of the role
 * @param endpoint the policy of the VPC endpoint that the request comes through; empty where it comes through none
 */
public record PolicySet(List<NamedPolicy> identity, Optional<NamedPolicy> boundary, List<NamedPolicy> session,
        Optional<NamedPolicy> resource, Optional<NamedPolicy> endpoint) {
    private static final PolicySet NONE = new PolicySet(List.of(), Optional.empty(), List.of(), Optional.empty());

    public PolicySet {
        identity = List.copyOf(identity);
        for (NamedPolicy policy : identity) {
            requireIdentity(policy);
        }
        boundary.ifPresent(PolicySet::requireIdentity);
        session = List.copyOf(session);
        session.forEach(PolicySet::requireIdentity);
        resource.ifPresent(PolicySet::requirePrincipals);
        endpoint.ifPresent(PolicySet::requirePrincipals);
    }

    /** The policies for a request that comes through no VPC endpoint. */
    public PolicySet(List<NamedPolicy> identity, Optional<NamedPolicy> boundary, List<NamedPolicy> session,
            Optional<NamedPolicy> resource) {
        this(identity, boundary, session, resource, Optional.empty());
    }

    /** No policy at all. */
    public static PolicySet none() {
        return NONE;
    }

    public static PolicySet ofIdentity(List<NamedPolicy> policies) {
        return NONE.withIdentity(policies);
    }

    public PolicySet withIdentity(List<NamedPolicy> policies) {
        return new PolicySet(policies, boundary, session, resource, endpoint);
    }

    public PolicySet withBoundary(NamedPolicy policy) {
        return new PolicySet(identity, Optional.of(policy), session, resource, endpoint);
    }

    public PolicySet withSession(NamedPolicy policy) {
        return withSession(List.of(policy));
    }

    /** Policies that the session was made with, inline and managed. */
    public PolicySet withSession(List<NamedPolicy> policies) {
        return new PolicySet(identity, boundary, policies, resource, endpoint);
    }

    public PolicySet withResource(NamedPolicy policy) {
        return new PolicySet(identity, boundary, session, Optional.of(policy), endpoint);
    }

    public PolicySet withEndpoint(NamedPolicy policy) {
        return new PolicySet(identity, boundary, session, resource, Optional.of(policy));
    }

    /** The policies that are asked in one capacity. */
    List<NamedPolicy> of(Layer layer) {
        return switch (layer) {
            case IDENTITY -> identity;
            case BOUNDARY -> list(boundary);
            case SESSION -> session;
            case RESOURCE -> isTrust() ? List.of() : list(resource);
            case TRUST -> isTrust() ? list(resource) : List.of();
            case ENDPOINT -> list(endpoint);
        };
    }

    private boolean isTrust() {
        return resource.isPresent() && resource.get().document().kind() == PolicyKind.TRUST;
    }

    private static List<NamedPolicy> list(Optional<NamedPolicy> policy) {
        return policy.isPresent() ? List.of(policy.get()) : List.of();
    }

    private static void requireIdentity(NamedPolicy policy) {
        if (policy.document().kind() != PolicyKind.IDENTITY) {
            throw new IllegalArgumentException("Policy " + policy.name() + " belongs to a resource, not to an identity.");
        }
    }

    private static void requirePrincipals(NamedPolicy policy) {
        if (policy.document().kind() == PolicyKind.IDENTITY) {
            throw new IllegalArgumentException("Policy " + policy.name() + " belongs to an identity, not to a resource.");
        }
    }
}
