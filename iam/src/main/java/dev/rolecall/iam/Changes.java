package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what in the policies would have to change for a denied request to be allowed. */
final class Changes {
    private Changes() {}

    /** @param missing the layers that would have to allow it and do not */
    static List<Change> of(AccessRequest request, List<Layer> missing, List<PolicyTrace> traces) {
        List<Change> changes = new ArrayList<>();
        for (PolicyTrace policy : traces) {
            policy.places(Effect.DENY).filter(place -> place.statement().matched()).map(Change.RemoveDeny::new).forEach(changes::add);
        }
        missing.forEach(layer -> changes.add(allow(layer, request, traces)));
        return List.copyOf(changes);
    }

    private static Change allow(Layer layer, AccessRequest request, List<PolicyTrace> traces) {
        List<PolicyTrace> policies = traces.stream().filter(trace -> trace.layer() == layer).toList();
        Optional<Place> nearest = policies.stream().flatMap(policy -> policy.places(Effect.ALLOW)).min(Distance.ORDER);
        return new Change.Allow(layer, request.action(), request.resource(), policies.stream().map(PolicyTrace::policy).toList(), nearest);
    }
}
