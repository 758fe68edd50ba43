package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a stack is at one moment, but for what follows from it: the template's evaluation. Parameters may be secrets, so it prints none.
 *
 * @param lookedUp  what the stored parameters came to whose names were given for parameters of the template: they may be others by now
 * @param role      the service role
 * @param events    the oldest first
 * @param resources those in their places, the oldest first
 * @param aside     those that exist and are in their places no more, or not yet
 * @param besides   what may need what besides what the template says, from before or after an update that is not complete
 */
record StackRecord(StackRequest request, Map<String, String> lookedUp, StackSnapshot snapshot, Optional<String> role,
        List<StackEvent> events, List<ResourceRecord> resources, List<ResourceRecord> aside, Map<String, Set<String>> besides) {

    StackRecord {
        lookedUp = Map.copyOf(lookedUp);
        events = List.copyOf(events);
        resources = List.copyOf(resources);
        aside = List.copyOf(aside);
        besides = Map.copyOf(besides);
    }

    /** Whether it is still what these are. */
    boolean holds(List<ResourceRecord> inPlace, List<ResourceRecord> others) {
        return resources.equals(inPlace) && aside.equals(others);
    }

    @Override
    public String toString() {
        return "StackRecord[" + request.id() + " " + snapshot.status() + "]";
    }
}
