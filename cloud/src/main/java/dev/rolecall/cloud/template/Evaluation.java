package dev.rolecall.cloud.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template with the values of one stack: parameters are known, conditions decided, rules kept. What is left to resolve is what only
 * created resources can answer.
 */
public final class Evaluation {
    private final Template.Sections template;
    private final Resolver.Scope scope;
    private final Map<String, TemplateResource> resources = new LinkedHashMap<>();
    private final Map<String, Set<String>> dependencies;

    /** What an output comes to. */
    public record Output(String name, String value, Optional<String> description, Optional<String> exportName) {}

    /**
     * Gives a template its values.
     *
     * @param given what the caller gave for parameters, by their names
     * @throws TemplateException for values that do not fit, a rule that is not kept, or resources that need each other in a circle
     */
    public Evaluation(Template parsed, Map<String, String> given, PseudoParameters pseudo, ParameterStore store, Exports exports) {
        template = parsed.sections();
        Conditions conditions = new Conditions(template.conditions());
        scope = new Resolver.Scope(pseudo, ParameterValues.of(template.parameters(), given, store), template.mappings(), conditions,
                exports, ResourceValues.none());
        conditions.resolveWith(new Resolver(scope));
        template.conditions().keySet().forEach(conditions::holds);
        template.rules().values().forEach(rule -> keep(rule, conditions));
        template.resources().forEach((id, resource) -> {
            if (resource.condition().map(conditions::holds).orElse(true)) {
                resources.put(id, resource);
            }
        });
        dependencies = DependencyGraph.ordered(needs());
    }

    /** The resources that are to exist, by logical id. */
    public Map<String, TemplateResource> resources() {
        return Collections.unmodifiableMap(resources);
    }

    /** For each of them the logical ids that must exist first, in an order in which they can be created. */
    public Map<String, Set<String>> dependencies() {
        return Collections.unmodifiableMap(dependencies);
    }

    /** A resource's properties with values in the place of functions. */
    public ObjectNode properties(String logicalId, ResourceValues values) {
        TemplateResource resource = resources.get(logicalId);
        if (resource == null) {
            throw new IllegalArgumentException(logicalId);
        }
        return (ObjectNode) resolver(values).value(resource.properties());
    }

    /** The outputs whose condition holds. */
    public List<Output> outputs(ResourceValues values) {
        Resolver resolver = resolver(values);
        return template.outputs().values().stream().filter(output -> output.condition().map(scope.truths()::holds).orElse(true))
                .map(output -> new Output(output.name(), resolver.text(output.value()), output.description(),
                        output.exportName().map(resolver::text)))
                .toList();
    }

    /** What a parameter came to, a list joined by commas; empty where it is not declared. */
    public Optional<String> parameter(String name) {
        return scope.parameters().value(name)
                .map(value -> value.isArray() ? String.join(",", value.valueStream().map(JsonNode::asString).toList()) : value.asString());
    }

    private Resolver resolver(ResourceValues values) {
        return new Resolver(
                new Resolver.Scope(scope.pseudo(), scope.parameters(), scope.mappings(), scope.truths(), scope.exports(), values));
    }

    private static void keep(TemplateRule rule, Conditions conditions) {
        if (!rule.condition().map(conditions::truth).orElse(true)) {
            return;
        }
        for (TemplateRule.Assertion assertion : rule.assertions()) {
            if (!conditions.truth(assertion.condition())) {
                throw TemplateException
                        .error("rule " + rule.name() + " is not kept: " + assertion.description().orElse("its assertion is false"));
            }
        }
    }

    private Map<String, Set<String>> needs() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        resources.forEach((id, resource) -> {
            Set<String> others = new LinkedHashSet<>(resource.dependsOn());
            others.retainAll(resources.keySet());
            others.addAll(references(taken(resource.properties()), "Resources"));
            needs.put(id, others);
        });
        template.outputs().values().stream().filter(output -> output.condition().map(scope.truths()::holds).orElse(true))
                .forEach(output -> references(taken(output.value()), "Outputs"));
        return needs;
    }

    private Set<String> references(JsonNode part, String block) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> missing = new TreeSet<>();
        for (Reference reference : Reference.in(part)) {
            if (resources.containsKey(reference.name())) {
                found.add(reference.name());
            } else if (template.resources().containsKey(reference.name())) {
                missing.add(reference.name());
            }
        }
        TemplateChecks.unresolved(List.copyOf(missing), block);
        return found;
    }

    /** The part with each {@code Fn::If} replaced by the branch that counts. */
    private JsonNode taken(JsonNode node) {
        Optional<Intrinsic> choice = Intrinsic.of(node).filter(intrinsic -> intrinsic.name().equals("Fn::If"));
        if (choice.isPresent()) {
            return taken(new Resolver(scope).branch(choice.get().argument()));
        }
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> copy.set(member.getKey(), taken(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(taken(item)));
                yield copy;
            }
            default -> node;
        };
    }
}
