package dev.rolecall.iam;

/** The step of AWS's evaluation that decided, see {@code reference_policies_evaluation-logic}. */
public enum Step {
    EXPLICIT_DENY("a Deny statement matches, and nothing outweighs it"), //
    ROOT_ACCESS("the root user has full access to its own account"), //
    NAMED_DIRECTLY("the resource's policy names the principal itself, so no other policy has to allow it"), //
    RESOURCE_ALLOWS("the resource's policy names the role or user behind the session, and no boundary or session policy stands against it"), //
    IDENTITY_ALLOWS("an identity-based policy allows it, and no boundary or session policy stands against it"), //
    BOTH_SIDES_ALLOW("the principal's account and the resource's policy both allow it"), //
    RESOURCE_ALONE_ALLOWS("for a principal without policies of its own the resource's policy decides, and it allows it"), //
    ROOT_CANNOT_ASSUME("a root user cannot assume a role"), //
    NO_IDENTITY_ALLOW("no statement of the principal's policies allows it"), //
    NO_RESOURCE_ALLOW("the resource's policy does not allow it"), //
    NO_TRUST("the role's trust policy does not allow it"), //
    NO_BOUNDARY_ALLOW("the permissions boundary does not allow it"), //
    NO_SESSION_ALLOW("the session policy does not allow it"), //
    NO_ENDPOINT_ALLOW("the policy of the VPC endpoint does not allow it");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    /** What decides when a layer that would have to allow does not. */
    static Step without(Layer layer) {
        return switch (layer) {
            case IDENTITY -> NO_IDENTITY_ALLOW;
            case BOUNDARY -> NO_BOUNDARY_ALLOW;
            case SESSION -> NO_SESSION_ALLOW;
            case RESOURCE -> NO_RESOURCE_ALLOW;
            case TRUST -> NO_TRUST;
            case ENDPOINT -> NO_ENDPOINT_ALLOW;
        };
    }

    /** A clause that can stand after a colon. */
    public String text() {
        return text;
    }
}
