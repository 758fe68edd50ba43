package dev.rolecall.iam.check;

import java.util.Locale;

/**
 * A condition operator, taken apart.
 *
 * @param quantifier {@code forallvalues}, {@code foranyvalue} or nothing
 * @param name       in lower case, without what stands around it: {@code stringnotlike}
 */
record Operator(String quantifier, String name, boolean ifExists) {
    private static final String IF_EXISTS = "ifexists";

    static Operator of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        String quantifier = colon < 0 ? "" : lower.substring(0, colon);
        String name = lower.substring(colon + 1);
        boolean ifExists = name.endsWith(IF_EXISTS);
        return new Operator(quantifier, ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name, ifExists);
    }

    boolean negated() {
        return name.contains("not");
    }

    boolean forAllValues() {
        return quantifier.equals("forallvalues");
    }

    /** Whether a request without the key fails: the operator then asks for the key, too. */
    boolean needsKey() {
        return !ifExists && !negated() && !forAllValues() && !name.equals("null");
    }

    boolean comparesText() {
        return name.startsWith("string");
    }

    boolean takesWildcards() {
        return name.endsWith("like") || name.startsWith("arn");
    }
}
