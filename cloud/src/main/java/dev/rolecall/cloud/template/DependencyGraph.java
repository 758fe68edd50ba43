package dev.rolecall.cloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources need which others first; without a circle. */
final class DependencyGraph {
    private DependencyGraph() {}

    /** The given dependencies, those first that need none of the others. */
    static Map<String, Set<String>> ordered(Map<String, Set<String>> dependencies) {
        Map<String, Set<String>> ordered = new LinkedHashMap<>();
        Map<String, Set<String>> left = new LinkedHashMap<>(dependencies);
        while (!left.isEmpty()) {
            List<String> ready = new ArrayList<>();
            left.forEach((id, needs) -> {
                if (ordered.keySet().containsAll(needs)) {
                    ready.add(id);
                }
            });
            if (ready.isEmpty()) {
                throw new TemplateException("Circular dependency between resources: " + circular(left));
            }
            ready.forEach(id -> ordered.put(id, Set.copyOf(dependencies.getOrDefault(id, Set.of()))));
            ready.forEach(left::remove);
        }
        return ordered;
    }

    /** Of what cannot be ordered, those on a circle: nobody who only waits for it. */
    private static List<String> circular(Map<String, Set<String>> left) {
        return left.keySet().stream().filter(id -> reaches(id, id, left, new LinkedHashSet<>())).sorted().toList();
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> edges, Set<String> seen) {
        for (String next : edges.getOrDefault(from, Set.of())) {
            if (next.equals(to) || (seen.add(next) && reaches(next, to, edges, seen))) {
                return true;
            }
        }
        return false;
    }
}
