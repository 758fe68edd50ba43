package dev.rolecall.cloud.template;

import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template whose form is sound: every section has its shape, and whatever it refers to is declared. The CloudFormation user guide's
 * {@code template-anatomy} is what it follows.
 */
public final class Template {
    private final String text;
    private final Sections sections;

    /** The sections, each by the declared names in the order of the text. */
    record Sections(Optional<String> description, Map<String, TemplateParameter> parameters, ObjectNode mappings,
            Map<String, JsonNode> conditions, Map<String, TemplateRule> rules, Map<String, TemplateResource> resources,
            Map<String, TemplateOutput> outputs) {}

    private Template(String text, Sections sections) {
        this.text = text;
        this.sections = sections;
    }

    /**
     * Reads a template written as JSON.
     *
     * @throws TemplateException where CloudFormation would refuse it, in its words, with the place
     */
    public static Template parse(String text) {
        Sections sections = new TemplateReader().read(text);
        TemplateChecks.check(sections);
        return new Template(text, sections);
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    public Optional<String> description() {
        return sections.description();
    }

    public Map<String, TemplateParameter> parameters() {
        return sections.parameters();
    }

    /** All declared resources, also those whose condition may not hold. */
    public Map<String, TemplateResource> resources() {
        return sections.resources();
    }

    Sections sections() {
        return sections;
    }
}
