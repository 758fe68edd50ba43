package dev.rolecall.lab.rehearsal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.target.Asked;

/** The policy that allows exactly what was asked while a run was played, with patterns where names differ from run to run. */
public final class LeastPolicy {
    private final Map<String, Set<String>> resourcesByAction = new TreeMap<>();

    private LeastPolicy() {}

    /** Of everything that was asked. */
    public static LeastPolicy of(Collection<Asked> questions, ResourcePatterns patterns) {
        LeastPolicy policy = new LeastPolicy();
        for (Asked asked : questions) {
            policy.resourcesByAction.computeIfAbsent(asked.action(), action -> new TreeSet<>()).add(patterns.of(asked.resource()));
        }
        return policy;
    }

    /** All actions, sorted. */
    public List<String> actions() {
        return List.copyOf(resourcesByAction.keySet());
    }

    /** The same without one action. */
    public LeastPolicy without(String action) {
        LeastPolicy less = new LeastPolicy();
        less.resourcesByAction.putAll(resourcesByAction);
        less.resourcesByAction.remove(action);
        return less;
    }

    /** The document; actions that are needed on the same resources share a statement. */
    public String document() {
        Map<Set<String>, Set<String>> actionsByResources = resourcesByAction.entrySet().stream().collect(Collectors.groupingBy(
                Map.Entry::getValue, () -> new TreeMap<>((left, right) -> left.toString().compareTo(right.toString())),
                Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(TreeSet::new))));
        ObjectNode root = JsonDocument.object().put("Version", "2012-10-17");
        ArrayNode statements = root.putArray("Statement");
        actionsByResources.forEach((resources, actions) -> {
            ObjectNode statement = statements.addObject().put("Effect", "Allow");
            actions.forEach(statement.putArray("Action")::add);
            resources.forEach(statement.putArray("Resource")::add);
        });
        return JsonDocument.write(root);
    }
}
