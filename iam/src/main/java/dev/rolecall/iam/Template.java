package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Text of a policy with its variables found, see {@code reference_policies_variables}. What a variable is replaced with is literal: a
 * star in a value is a star, not a wildcard.
 */
record Template(List<Part> parts) {
    private static final String OPEN = "${";
    private static final char QUOTE = '\'';

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
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = close(text, open);
            if (close < 0) {
                break;
            }
            parts.add(new Text(text.substring(from, open)));
            parts.add(variable(text.substring(open + OPEN.length(), close)));
            from = close + 1;
        }
        parts.add(new Text(text.substring(from)));
        return new Template(List.copyOf(parts));
    }

    /** The brace that ends the variable; a brace inside a quoted default does not. */
    private static int close(String text, int open) {
        int close = text.indexOf('}', open);
        if (close < 0) {
            return -1;
        }
        int quote = text.substring(open, close).indexOf(QUOTE);
        int endQuote = quote < 0 ? -1 : text.indexOf(QUOTE, open + quote + 1);
        return endQuote < close ? close : text.indexOf('}', endQuote);
    }

    private static Part variable(String content) {
        if (isSpecial(content)) {
            return new Literal(content);
        }
        int comma = content.indexOf(',');
        String orElse = comma < 0 ? "" : content.substring(comma + 1).strip();
        boolean quoted = orElse.length() >= 2 && orElse.charAt(0) == QUOTE && orElse.charAt(orElse.length() - 1) == QUOTE;
        String key = quoted ? content.substring(0, comma) : content;
        return new Variable(key.strip().toLowerCase(Locale.ROOT),
                quoted ? Optional.of(orElse.substring(1, orElse.length() - 1)) : Optional.empty());
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
        return globAfter("", context);
    }

    /** The pattern with {@code before}, wildcards and all, in front of it. */
    Optional<Glob> globAfter(String before, RequestContext context) {
        Glob.Builder glob = new Glob.Builder();
        glob.pattern(before);
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
