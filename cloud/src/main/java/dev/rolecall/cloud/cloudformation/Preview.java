package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import dev.rolecall.cloud.template.ResourceValues;
import dev.rolecall.cloud.template.TemplateException;

/** Finds out what an update would do, and does nothing. */
final class Preview {
    /** Stands where a value depends on a resource that is not there yet. */
    private static final String KNOWN_LATER = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private final Stack stack;
    private final Blueprint next;
    private final Set<String> fresh = new HashSet<>();

    private final Function<StackResource, Optional<DriftReport.Resource>> drift;

    private Preview(Stack stack, Blueprint next, Function<StackResource, Optional<DriftReport.Resource>> drift) {
        this.stack = stack;
        this.next = next;
        this.drift = drift;
    }

    /** All resources are new. */
    static List<PlannedChange> ofCreation(Blueprint next) {
        return next.evaluation().dependencies().keySet().stream().map(id -> added(next, id)).toList();
    }

    /** In the order in which it would be done. */
    static List<PlannedChange> ofUpdate(Stack stack, Blueprint next) {
        return new Preview(stack, next, _ -> Optional.empty()).changes();
    }

    /** The same where the update changes back what was changed behind CloudFormation's back. */
    static List<PlannedChange> ofReversal(Stack stack, Blueprint next, Comparison comparison) {
        return new Preview(stack, next, comparison::of).changes();
    }

    private static PlannedChange added(Blueprint next, String id) {
        return new PlannedChange(PlannedChange.Action.ADD, id, Optional.empty(), next.declared(id).type(), Optional.empty(), List.of(),
                false);
    }

    private List<PlannedChange> changes() {
        List<PlannedChange> changes = new ArrayList<>();
        for (String id : next.evaluation().dependencies().keySet()) {
            Optional<StackResource> existing = stack.resource(id).filter(resource -> resource.applied().isPresent());
            Optional<DriftReport.Resource> drifted = existing.flatMap(drift);
            if (existing.isEmpty() || drifted.filter(found -> found.standing() == DriftReport.Standing.DELETED).isPresent()) {
                fresh.add(id);
                changes.add(added(next, id));
            } else {
                modified(existing.get(), drifted).ifPresent(changes::add);
            }
        }
        stack.resources().stream().filter(resource -> !next.has(resource.logicalId()))
                .forEach(resource -> changes.add(new PlannedChange(PlannedChange.Action.REMOVE, resource.logicalId(),
                        resource.physicalId(), resource.type(), Optional.empty(), List.of(),
                        stack.blueprint().retains(resource.logicalId(), false))));
        return List.copyOf(changes);
    }

    private Optional<PlannedChange> modified(StackResource resource, Optional<DriftReport.Resource> drifted) {
        String id = resource.logicalId();
        Applied told = resource.applied().orElseThrow();
        Applied before = drifted.map(told::drifted).orElse(told);
        Applied after;
        try {
            after = next.wanted(id, values());
        } catch (TemplateException e) {
            // It depends on the very form of a value that is known later.
            fresh.add(id);
            return Optional.of(new PlannedChange(PlannedChange.Action.MODIFY, id, resource.physicalId(), resource.type(),
                    Optional.of(PlannedChange.Replacement.CONDITIONAL), List.of(), next.retainsReplaced(id)));
        }
        ResourceType type = ResourceTypes.named(resource.type()).orElseThrow();
        List<PlannedChange.Detail> details = before.differences(after).stream().map(property -> new PlannedChange.Detail(property,
                type.isReplacedBy(List.of(property)), after.properties().path(property).toString().contains(KNOWN_LATER))).toList();
        if (details.isEmpty()) {
            return Optional.empty();
        }
        PlannedChange.Replacement replacement = replacement(details);
        if (replacement != PlannedChange.Replacement.FALSE) {
            fresh.add(id);
        }
        return Optional.of(new PlannedChange(PlannedChange.Action.MODIFY, id, resource.physicalId(), resource.type(),
                Optional.of(replacement), details, next.retainsReplaced(id)));
    }

    private static PlannedChange.Replacement replacement(List<PlannedChange.Detail> details) {
        if (details.stream().noneMatch(PlannedChange.Detail::recreates)) {
            return PlannedChange.Replacement.FALSE;
        }
        return details.stream().anyMatch(detail -> detail.recreates() && !detail.dynamic())
                ? PlannedChange.Replacement.TRUE
                : PlannedChange.Replacement.CONDITIONAL;
    }

    private ResourceValues values() {
        return new ResourceValues() {
            @Override
            public Optional<String> ref(String logicalId) {
                return fresh.contains(logicalId) ? Optional.of(KNOWN_LATER) : stack.ref(logicalId);
            }

            @Override
            public Optional<JsonNode> attribute(String logicalId, String name) {
                return fresh.contains(logicalId) ? Optional.of(StringNode.valueOf(KNOWN_LATER)) : stack.attribute(logicalId, name);
            }
        };
    }
}
