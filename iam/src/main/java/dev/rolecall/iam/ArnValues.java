package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** ARNs compared by each of their six parts; {@code ArnEquals} and {@code ArnLike} are the same. */
final class ArnValues {
    private ArnValues() {}

    static WantedValue like(String value, LanguageVersion version) {
        if (value.equals("*")) {
            return WantedValue.fixed(_ -> true);
        }
        List<Template> parts = Arn.split(value).stream().map(part -> Template.of(part, version)).toList();
        if (parts.size() != Arn.PARTS) {
            return WantedValue.nothing();
        }
        if (parts.stream().allMatch(Template::isFixed)) {
            return globs(parts, RequestContext.empty()).map(WantedValue::fixed).orElseGet(WantedValue::nothing);
        }
        return context -> globs(parts, context);
    }

    private static Optional<Predicate<String>> globs(List<Template> parts, RequestContext context) {
        List<Glob> globs = parts.stream().flatMap(part -> part.glob(context).stream()).toList();
        return globs.size() == parts.size() ? Optional.of(text -> matches(globs, text)) : Optional.empty();
    }

    private static boolean matches(List<Glob> globs, String text) {
        Optional<Arn> arn = Arn.of(text);
        if (arn.isEmpty()) {
            return false;
        }
        for (int i = 0; i < globs.size(); i++) {
            if (!globs.get(i).matches(arn.get().parts().get(i))) {
                return false;
            }
        }
        return true;
    }
}
