package dev.rolecall.lab.policy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.RequestContext;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.identity.Identities;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Target;

/** Gathers the policies that have a say in a request, and decides it here. */
public final class Explaining {
    private static final String NEVER = "Policies of an organisation (SCPs and RCPs) and of VPC endpoints, and access control lists.";
    private static final String OTHER_KEYS = "Condition keys that depend on the request, beyond those above: name them with --context.";

    private final Asking asking;
    private final GivenPolicies files;
    private final InstantSource clock;

    public Explaining(Asking asking, GivenPolicies files, InstantSource clock) {
        this.asking = asking;
        this.files = files;
        this.clock = clock;
    }

    /**
     * By files alone.
     *
     * @throws LabException when there are none, or one of them is no policy
     */
    public Explained byFiles() {
        Who who = Who.named(asking.principal());
        if (files.isEmpty()) {
            throw LabException
                    .wrongInput(
                            "Say where the policies are: in a local cloud, which rolecall up starts, in a running cloud with --endpoint, or in files with --identity-policy,"
                                    + " --resource-policy and so on.");
        }
        return decide(FromFiles.gather(who).withGiven(files.read(asking)));
    }

    /**
     * By what an account's own APIs tell; a file that was given stands in place of what would be looked up.
     *
     * @throws LabException when something that was named is not there, or cannot be read
     */
    public Explained on(Target target) {
        Who who = Who.named(asking.principal());
        PolicySet given = files.read(asking);
        try (AwsClients clients = new AwsClients(target)) {
            Identities identities = new Identities(clients.iam());
            Gathered found = new FromAccount(identities, target.account()).gather(who);
            if (given.resource().isEmpty()) {
                ResourcePolicies.Found resource = new ResourcePolicies(identities, clients.s3(), target.account()).of(asking);
                found = resource.policy().map(found::withResource).orElse(found).unseen(resource.unseen());
            }
            return decide(found.withGiven(given));
        }
    }

    private Explained decide(Gathered gathered) {
        Map<String, List<String>> keys = asking.on(PrincipalKeys.of(gathered.principal(), gathered.tags(),
                asking.namesTime() ? Optional.empty() : Optional.of(clock.instant())));
        AccessRequest request = asking.by(gathered.principal(), gathered.owner(), new RequestContext(keys));
        return new Explained(request, Evaluator.evaluate(request, gathered.policies()), keys,
                gathered.unseen(List.of(NEVER, OTHER_KEYS)).unseen());
    }
}
