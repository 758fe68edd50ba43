package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources of a stack: one in its place for each logical id, and others aside. It is guarded by its stack. */
final class Holdings {
    private final Map<String, StackResource> placed = new LinkedHashMap<>();
    /** What exists and is in its place no more, or not yet, in the order in which it goes. */
    private final List<StackResource> aside = new ArrayList<>();

    List<StackResource> placed() {
        return List.copyOf(placed.values());
    }

    Optional<StackResource> placed(String logicalId) {
        return Optional.ofNullable(placed.get(logicalId));
    }

    List<StackResource> aside() {
        return List.copyOf(aside);
    }

    List<StackResource> all() {
        return Stream.concat(placed.values().stream(), aside.stream()).toList();
    }

    /** Puts a resource in its place; what was there is put aside. */
    void place(StackResource resource) {
        aside.remove(resource);
        Optional.ofNullable(placed.put(resource.logicalId(), resource)).filter(before -> before != resource).ifPresent(aside::add);
    }

    void putAside(StackResource resource) {
        placed.remove(resource.logicalId(), resource);
        aside.remove(resource);
        aside.add(resource);
    }

    void forget(StackResource resource) {
        aside.remove(resource);
    }

    /** After an update: puts aside what has to go, in the order in which it goes, and forgets what shall stay, which is the answer. */
    List<StackResource> part(Blueprint before, Blueprint next) {
        List<StackResource> going = new ArrayList<>(aside.reversed());
        aside.clear();
        Map<String, Boolean> retained = new HashMap<>();
        List<String> ids = new ArrayList<>(before.evaluation().dependencies().keySet());
        // What an update made that stopped on its way.
        placed.keySet().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        for (String id : ids.reversed()) {
            retained.put(id, next.has(id) ? next.retainsReplaced(id) : before.retains(id, false));
            if (!next.has(id)) {
                Optional.ofNullable(placed.remove(id)).ifPresent(going::add);
            }
        }
        List<StackResource> staying = going.stream()
                .filter(resource -> retained.getOrDefault(resource.logicalId(), false) && resource.physicalId().isPresent()).toList();
        going.stream().filter(resource -> !staying.contains(resource)).forEach(aside::add);
        return staying;
    }
}
