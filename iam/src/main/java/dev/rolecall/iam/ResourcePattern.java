package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value of {@code Resource}: a star, or an ARN compared part by part, see {@code reference_policies_elements_resource}. A wildcard
 * stays in its part, but for a star that ends one: that may reach over colons.
 *
 * <p>{@code reference_policies_variables} has variables behind the fifth colon only. Policies that AWS publishes, such as
 * {@code CloudWatchOmniSpaceAccessPolicy}, have them for region and account as well, and so they are replaced there too.
 *
 * @param parts six of an ARN, or the one of a star
 * @param fixed the pattern of each part in which no variable is
 * @param before what stands before the resource, where a star of it may reach over colons
 */
record ResourcePattern(List<Template> parts, List<Optional<Glob>> fixed, Optional<String> before) {
    private static final Optional<Boolean> YES = Optional.of(true);
    private static final Optional<Boolean> NO = Optional.of(false);
    private static final int REGION = 3;
    private static final int RESOURCE = Arn.PARTS - 1;

    static ResourcePattern of(String text, LanguageVersion version) {
        List<String> texts = new ArrayList<>(text.startsWith("arn:") ? Arn.split(text) : List.of(text));
        while (texts.size() > 1 && texts.size() < Arn.PARTS) {
            // reference-arns: an incomplete ARN is completed with stars.
            texts.add("*");
        }
        List<Template> parts = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            boolean variables = texts.size() == 1 || i >= REGION;
            parts.add(Template.of(texts.get(i), variables ? version : LanguageVersion.V2008_10_17));
        }
        List<Optional<Glob>> fixed = parts.stream()
                .map(part -> part.isFixed() ? part.glob(RequestContext.empty()) : Optional.<Glob>empty()).toList();
        return new ResourcePattern(List.copyOf(parts), fixed, before(texts, fixed));
    }

    private static Optional<String> before(List<String> texts, List<Optional<Glob>> fixed) {
        if (texts.size() == 1) {
            return Optional.empty();
        }
        List<String> head = texts.subList(0, RESOURCE);
        boolean reaches = head.stream().anyMatch(part -> part.endsWith("*")) && head.stream().allMatch(ResourcePattern::isPlainBeforeItsEnd)
                && fixed.subList(0, RESOURCE).stream().allMatch(Optional::isPresent);
        return reaches ? Optional.of(String.join(":", head) + ":") : Optional.empty();
    }

    private static boolean isPlainBeforeItsEnd(String part) {
        int star = part.indexOf('*');
        return part.indexOf('?') < 0 && (star < 0 || star == part.length() - 1);
    }

    /** Empty when a variable has no value in this request. */
    Optional<Boolean> matches(Question question) {
        List<String> texts = parts.size() == 1 ? List.of(question.request().resource()) : question.resourceParts();
        if (texts.size() != parts.size()) {
            return NO;
        }
        Optional<Boolean> byPart = matches(texts, question.request().context());
        boolean mayReach = before.isPresent() && texts.getLast().indexOf(':') >= 0 && byPart.equals(NO);
        return mayReach ? matchesReaching(before.get(), question.request()) : byPart;
    }

    private Optional<Boolean> matches(List<String> texts, RequestContext context) {
        for (int i = 0; i < texts.size(); i++) {
            Optional<Glob> glob = fixed.get(i);
            if (glob.isEmpty()) {
                glob = parts.get(i).glob(context);
                if (glob.isEmpty()) {
                    return Optional.empty();
                }
            }
            if (!glob.get().matches(texts.get(i))) {
                return NO;
            }
        }
        return YES;
    }

    private Optional<Boolean> matchesReaching(String head, AccessRequest request) {
        Optional<Glob> whole = parts.getLast().globAfter(head, request.context());
        return whole.isEmpty() ? Optional.empty() : whole.get().matches(request.resource()) ? YES : NO;
    }
}
