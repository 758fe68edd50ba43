package dev.rolecall.cloud.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/** What can be said of a template without any value: whatever it refers to is declared, and each function is one that exists. */
final class TemplateChecks {
    private static final Set<String> TRUTHS = Set.of("Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Fn::Contains");

    private TemplateChecks() {}

    static void check(Template.Sections template) {
        template.conditions().forEach((name, condition) -> {
            functions(condition, "/Conditions/" + name, true);
            onlyParameters(template, condition, "Conditions");
        });
        template.rules().forEach((name, rule) -> rule.assertions().forEach(assertion -> {
            functions(assertion.condition(), "/Rules/" + name, true);
            onlyParameters(template, assertion.condition(), "Rules");
        }));
        template.resources().values().forEach(resource -> resource(template, resource));
        template.outputs().values().forEach(output -> {
            functions(output.value(), "/Outputs/" + output.name(), false);
            references(template, output.value(), "Outputs");
            output.exportName().ifPresent(name -> references(template, name, "Outputs"));
            output.condition().ifPresent(condition -> condition(template, condition, "Outputs"));
        });
    }

    private static void resource(Template.Sections template, TemplateResource resource) {
        functions(resource.properties(), "/Resources/" + resource.logicalId() + "/Properties", false);
        references(template, resource.properties(), "Resources");
        unresolved(resource.dependsOn().stream().filter(id -> !template.resources().containsKey(id)).toList(), "Resources");
        resource.condition().ifPresent(condition -> condition(template, condition, "Resources"));
    }

    private static void references(Template.Sections template, JsonNode part, String block) {
        Set<String> missing = new TreeSet<>();
        for (Reference reference : Reference.in(part)) {
            boolean resource = template.resources().containsKey(reference.name());
            if (reference.attribute().isPresent() && !resource) {
                throw TemplateException.error("instance of Fn::GetAtt references undefined resource " + reference.name());
            }
            if (!resource && !template.parameters().containsKey(reference.name())) {
                missing.add(reference.name());
            }
        }
        unresolved(List.copyOf(missing), block);
    }

    static void unresolved(List<String> missing, String block) {
        if (!missing.isEmpty()) {
            throw TemplateException.format("Unresolved resource dependencies " + missing + " in the " + block + " block of the template");
        }
    }

    private static void onlyParameters(Template.Sections template, JsonNode part, String block) {
        List<String> others = Reference.in(part).stream().map(Reference::name).filter(name -> !template.parameters().containsKey(name))
                .sorted().toList();
        if (!others.isEmpty()) {
            throw TemplateException.format(
                    "Unresolved dependencies " + others + ". Cannot reference resources in the " + block + " block of the template");
        }
    }

    private static void condition(Template.Sections template, String name, String block) {
        if (!template.conditions().containsKey(name)) {
            throw TemplateException.format("Unresolved condition dependency " + name + " in the " + block + " block of the template");
        }
    }

    private static void functions(JsonNode node, String place, boolean truths) {
        Intrinsic.of(node).ifPresent(intrinsic -> {
            if (!intrinsic.givesValue() && !(truths && TRUTHS.contains(intrinsic.name()))) {
                throw TemplateException.error("the function " + intrinsic.name() + " at " + place
                        + " is not one that this local cloud resolves there");
            }
        });
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                functions(member.getValue(), place + "/" + member.getKey(), truths);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            functions(node.path(i), place + "/" + i, truths);
        }
    }
}
