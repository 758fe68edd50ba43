package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One value of {@code Resource}: a star, or an ARN compared part by part, so that a wildcard never reaches over a colon. */
record ResourcePattern(List<Template> templates, List<Optional<Glob>> fixed) {
    private static final Optional<Boolean> YES = Optional.of(true);
    private static final Optional<Boolean> NO = Optional.of(false);

    static ResourcePattern of(String text, LanguageVersion version) {
        List<String> parts = new ArrayList<>(text.startsWith("arn:") ? Arn.split(text) : List.of(text));
        while (parts.size() > 1 && parts.size() < Arn.PARTS) {
            // reference_policies_elements_resource: an incomplete ARN is completed with stars.
            parts.add("*");
        }
        List<Template> templates = parts.stream().map(part -> Template.of(part, version)).toList();
        return new ResourcePattern(templates, templates.stream()
                .map(template -> template.isFixed() ? template.glob(RequestContext.empty()) : Optional.<Glob>empty()).toList());
    }

    /** Empty when a variable has no value in this request. */
    Optional<Boolean> matches(Question question) {
        List<String> parts = templates.size() == 1 ? List.of(question.request().resource()) : question.resourceParts();
        if (parts.size() != templates.size()) {
            return NO;
        }
        for (int i = 0; i < parts.size(); i++) {
            Optional<Glob> glob = fixed.get(i);
            if (glob.isEmpty()) {
                glob = templates.get(i).glob(question.request().context());
                if (glob.isEmpty()) {
                    return Optional.empty();
                }
            }
            if (!glob.get().matches(parts.get(i))) {
                return NO;
            }
        }
        return YES;
    }
}
