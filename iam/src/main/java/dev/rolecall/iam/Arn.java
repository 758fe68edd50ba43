package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The six parts of an Amazon Resource Name: {@code arn:partition:service:region:account:resource}; the last one may have colons of its
 * own. See {@code reference-arns}.
 */
record Arn(List<String> parts) {
    static final int PARTS = 6;
    private static final int ACCOUNT = 4;

    static Optional<Arn> of(String text) {
        if (!text.startsWith("arn:")) {
            return Optional.empty();
        }
        List<String> parts = split(text);
        return parts.size() == PARTS ? Optional.of(new Arn(parts)) : Optional.empty();
    }

    /** The twelve digits of the account, where this kind of resource names one. */
    Optional<String> account() {
        return isAccountId(parts.get(ACCOUNT)) ? Optional.of(parts.get(ACCOUNT)) : Optional.empty();
    }

    boolean isRole() {
        return parts.get(2).equals("iam") && parts.get(PARTS - 1).startsWith("role/");
    }

    static boolean isAccountId(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** At most six parts; a colon inside <code>${…}</code> belongs to the variable and separates nothing. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>(PARTS);
        int start = 0;
        int lastBrace = text.indexOf("${") < 0 ? -1 : text.lastIndexOf('}');
        for (int i = 0; i < text.length() && parts.size() < PARTS - 1; i++) {
            if (i < lastBrace && text.startsWith("${", i)) {
                i = text.indexOf('}', i);
            } else if (text.charAt(i) == ':') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
