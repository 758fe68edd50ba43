package dev.rolecall.cloud.cloudformation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order in which resources can go: each after those that need it. */
final class DeletionOrder {
    private final Map<String, Set<String>> users = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final Map<String, Set<String>> ordered = new LinkedHashMap<>();

    private DeletionOrder() {}

    /**
     * For each of the ids those that go before it. Before and after an update two resources may need each other the other way round:
     * where that gives a circle, one of the two goes first.
     *
     * @param needs what each needs, others than the ids among them
     */
    static Map<String, Set<String>> of(Collection<String> ids, Map<String, Set<String>> needs) {
        DeletionOrder order = new DeletionOrder();
        ids.forEach(id -> order.users.put(id, new LinkedHashSet<>()));
        ids.forEach(id -> needs.getOrDefault(id, Set.of()).stream().filter(need -> !need.equals(id))
                .forEach(need -> order.users.computeIfPresent(need, (_, users) -> {
                    users.add(id);
                    return users;
                })));
        ids.forEach(order::visit);
        return order.ordered;
    }

    /** What needs what, by one account or the other. */
    static Map<String, Set<String>> merged(Map<String, Set<String>> some, Map<String, Set<String>> others) {
        Map<String, Set<String>> all = new HashMap<>(some);
        others.forEach((dependent, needs) -> all.merge(dependent, needs,
                (one, other) -> Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
        return all;
    }

    private void visit(String id) {
        if (seen.add(id)) {
            Set<String> first = users.getOrDefault(id, Set.of());
            first.forEach(this::visit);
            Set<String> before = new LinkedHashSet<>(first);
            before.retainAll(ordered.keySet());
            ordered.put(id, before);
        }
    }
}
