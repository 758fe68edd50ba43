package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a policy with its variables found, see {@code reference_policies_variables}. What a variable is replaced with is literal: a
 * star in a value is a star, not a wildcard.
 */
record Template(List<Part> parts) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}']*?)(?:,\\s*'([^']*)')?\\s*}");

    sealed interface Part {}

    /** Text as written; its wildcards are wildcards where the operator has any. */
    record Text(String text) implements Part {}

    /** A special variable: the character itself, never a wildcard. */
    record Literal(String text) implements Part {}

    record Variable(String key, Optional<String> orElse) implements Part {}

    static Template of(String text, LanguageVersion version) {
        if (!version.hasVariables() || !text.contains("${")) {
            return new Template(List.of(new Text(text)));
        }
        List<Part> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            parts.add(new Text(text.substring(from, variable.start())));
            String key = variable.group(1);
            parts.add(isSpecial(key)
                    ? new Literal(key)
                    : new Variable(key.strip().toLowerCase(Locale.ROOT), Optional.ofNullable(variable.group(2))));
            from = variable.end();
        }
        parts.add(new Text(text.substring(from)));
        return new Template(List.copyOf(parts));
    }

    private static boolean isSpecial(String key) {
        return key.equals("*") || key.equals("?") || key.equals("$");
    }

    boolean isFixed() {
        return parts.stream().noneMatch(Variable.class::isInstance);
    }

    /** The text for this request; empty when a variable has no single value and no default. */
    Optional<String> text(RequestContext context) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Text(String written) -> text.append(written);
                case Literal(String character) -> text.append(character);
                case Variable variable -> {
                    Optional<String> value = value(variable, context);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    text.append(value.get());
                }
            }
        }
        return Optional.of(text.toString());
    }

    /** The pattern for this request; empty when a variable has no single value and no default. */
    Optional<Glob> glob(RequestContext context) {
        Glob.Builder glob = new Glob.Builder();
        for (Part part : parts) {
            switch (part) {
                case Text(String written) -> glob.pattern(written);
                case Literal(String character) -> glob.literal(character);
                case Variable variable -> {
                    Optional<String> value = value(variable, context);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    glob.literal(value.get());
                }
            }
        }
        return Optional.of(glob.build());
    }

    private static Optional<String> value(Variable variable, RequestContext context) {
        // Only a key with one value can stand in for a variable.
        return context.get(variable.key()).filter(values -> values.size() == 1).map(List::getFirst).or(variable::orElse);
    }
}
