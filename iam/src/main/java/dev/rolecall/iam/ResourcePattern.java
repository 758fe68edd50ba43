package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value of {@code Resource}: a star, or an ARN compared part by part, see {@code reference_policies_elements_resource}. A wildcard
 * stays in its part, but for a star that ends one: that may reach over colons.
 *
 * <p>{@code reference_policies_variables} has variables behind the fifth colon only. Policies that AWS publishes, such as
 * {@code CloudWatchOmniSpaceAccessPolicy}, have them for region and account as well, and so they are replaced there too. With a variable
 * that has no value the pattern matches nothing.
 *
 * @param parts    six of an ARN, or the one of a star
 * @param fixed    the pattern of each part in which no variable is
 * @param reaching the whole ARN, where a star before its last part may reach over colons
 */
record ResourcePattern(List<Template> parts, List<Optional<Glob>> fixed, Optional<Reaching> reaching) {
    private static final int REGION = 3;

    /**
     * An ARN as written.
     *
     * @param before   the text up to the last part, without a variable
     * @param fixed    the whole pattern, where no variable is in it
     * @param complete whether it has all six parts; if so, it reaches over the colons of the resource's own name only
     */
    record Reaching(String before, Template last, Optional<Glob> fixed, boolean complete) {

        boolean matches(List<String> texts, AccessRequest request) {
            if (complete && texts.getLast().indexOf(':') < 0) {
                return false;
            }
            Optional<Glob> whole = fixed.isPresent() ? fixed : last.globAfter(before, request.context());
            return whole.isPresent() && whole.get().matches(request.resource());
        }
    }

    static ResourcePattern of(String text, LanguageVersion version) {
        List<String> texts = text.startsWith("arn:") ? Arn.split(text) : List.of(text);
        List<Template> parts = new ArrayList<>(Arn.PARTS);
        for (String part : texts) {
            boolean variables = texts.size() == 1 || parts.size() >= REGION;
            parts.add(Template.of(part, variables ? version : LanguageVersion.V2008_10_17));
        }
        Optional<Reaching> reaching = reaching(texts, parts);
        while (texts.size() > 1 && parts.size() < Arn.PARTS) {
            // reference-arns: an incomplete ARN is completed with stars.
            parts.add(Template.of("*", version));
        }
        return new ResourcePattern(List.copyOf(parts), parts.stream()
                .map(part -> part.isFixed() ? part.glob(RequestContext.empty()) : Optional.<Glob>empty()).toList(), reaching);
    }

    private static Optional<Reaching> reaching(List<String> texts, List<Template> parts) {
        List<String> head = texts.subList(0, texts.size() - 1);
        boolean reaches = head.stream().anyMatch(part -> part.endsWith("*"))
                && head.stream().allMatch(ResourcePattern::isPlainBeforeItsEnd);
        if (!reaches) {
            return Optional.empty();
        }
        String before = String.join(":", head) + ":";
        Template last = parts.getLast();
        Optional<Glob> whole = last.isFixed() ? last.globAfter(before, RequestContext.empty()) : Optional.empty();
        return Optional.of(new Reaching(before, last, whole, texts.size() == Arn.PARTS));
    }

    private static boolean isPlainBeforeItsEnd(String part) {
        int star = part.indexOf('*');
        return part.indexOf('?') < 0 && part.indexOf('$') < 0 && (star < 0 || star == part.length() - 1);
    }

    boolean matches(Question question) {
        List<String> texts = parts.size() == 1 ? List.of(question.request().resource()) : question.resourceParts();
        if (texts.size() != parts.size()) {
            return false;
        }
        return matches(texts, question.request().context())
                || (reaching.isPresent() && reaching.get().matches(texts, question.request()));
    }

    private boolean matches(List<String> texts, RequestContext context) {
        for (int i = 0; i < texts.size(); i++) {
            Optional<Glob> glob = fixed.get(i);
            if (glob.isEmpty()) {
                glob = parts.get(i).glob(context);
            }
            if (glob.isEmpty() || !glob.get().matches(texts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
