package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

/** One thing that would have to change for a denied request to be allowed. All of an explanation's changes together are enough. */
public sealed interface Change {

    /**
     * A layer has to allow the request, and does not.
     *
     * @param policies the names of the policies in this layer; none where there is no policy at all
     * @param nearest  the Allow statement that needs the smallest change; empty where no policy of the layer has an Allow
     */
    record Allow(Layer layer, String action, String resource, List<String> policies, Optional<Place> nearest) implements Change {
        public Allow {
            policies = List.copyOf(policies);
        }
    }

    /** A Deny statement matches, and has to go or to stop matching; {@link StatementTrace#hangsOn()} says on which conditions. */
    record RemoveDeny(Place statement) implements Change {}

    /** No policy can allow it to this principal: a root user cannot assume a role. */
    record UseAnotherPrincipal(String action) implements Change {}
}
