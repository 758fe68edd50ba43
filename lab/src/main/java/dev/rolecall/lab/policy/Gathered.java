package dev.rolecall.lab.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;

/**
 * What is known for a decision.
 *
 * @param tags   of the user or role
 * @param owner  the account that the resource is taken to belong to, where its ARN does not tell
 * @param unseen what may have a say and was not looked at, a sentence each
 */
record Gathered(Principal principal, Map<String, String> tags, PolicySet policies, Optional<String> owner, List<String> unseen) {

    /** Policies that were given as files, in place of those that were found. */
    Gathered withGiven(PolicySet given) {
        return new Gathered(principal, tags,
                new PolicySet(given.identity().isEmpty() ? policies.identity() : given.identity(), given.boundary().or(policies::boundary),
                        given.session().isEmpty() ? policies.session() : given.session(), given.resource().or(policies::resource)),
                owner, unseen);
    }

    Gathered withResource(NamedPolicy policy) {
        return new Gathered(principal, tags, policies.withResource(policy), owner, unseen);
    }

    Gathered unseen(List<String> more) {
        List<String> all = new ArrayList<>(unseen);
        all.addAll(more);
        return new Gathered(principal, tags, policies, owner, List.copyOf(all));
    }
}
