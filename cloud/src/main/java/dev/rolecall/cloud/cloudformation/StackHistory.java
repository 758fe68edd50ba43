package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened to a stack and its resources. It is guarded by its stack. */
final class StackHistory {
    private static final String TYPE = "AWS::CloudFormation::Stack";

    private final String stackId;
    private final String stackName;
    private final List<StackEvent> events = new ArrayList<>();

    StackHistory(String stackId, String stackName) {
        this.stackId = stackId;
        this.stackName = stackName;
    }

    void addAll(Collection<StackEvent> others) {
        events.addAll(others);
    }

    void stack(Status next, Optional<String> why, Instant now) {
        events.add(new StackEvent(UUID.randomUUID().toString(), stackName, stackId, TYPE, next, why, after(now)));
    }

    void resource(StackResource resource, Status next, Optional<String> why, Instant now) {
        String id = resource.logicalId() + "-" + next + "-" + UUID.randomUUID();
        events.add(new StackEvent(id, resource.logicalId(), resource.physicalId().orElse(""), resource.type(), next, why, after(now)));
    }

    /** Clients put events in order by their times, of which they know milliseconds: no two of a stack have the same. */
    private Instant after(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        if (events.isEmpty() || time.isAfter(events.getLast().at())) {
            return time;
        }
        return events.getLast().at().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    }

    /** Whether the stack was complete at any time: there is something to go back to. */
    boolean wasComplete() {
        return events.stream().anyMatch(event -> event.physicalId().equals(stackId) && event.status().stable());
    }

    /** The oldest first. */
    List<StackEvent> events() {
        return List.copyOf(events);
    }
}
