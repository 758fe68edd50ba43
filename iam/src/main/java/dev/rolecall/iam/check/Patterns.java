package dev.rolecall.iam.check;

import java.util.Locale;

/**
 * What patterns have in common. {@code *} stands for any run of characters, {@code ?} for one; in resource types {@code !} stands for a run
 * without a slash. The time it takes is at worst the product of the two lengths.
 */
final class Patterns {
    private static final char ANY_RUN = '*';
    private static final char ANY_ONE = '?';
    private static final char NO_SLASH = '!';
    /** Stand for a star and a question mark that are to be taken as characters. */
    private static final char STAR = '\uE000';
    private static final char QUESTION_MARK = '\uE001';

    private static final int ARN_PARTS = 6;

    private Patterns() {}

    /** Whether there is a text that both patterns match. */
    static boolean overlap(String one, String other) {
        int start = 0;
        while (start < one.length() && start < other.length() && isLiteral(one.charAt(start)) && isLiteral(other.charAt(start))) {
            if (one.charAt(start) != other.charAt(start)) {
                return false;
            }
            start++;
        }
        int end = one.length();
        int otherEnd = other.length();
        while (end > start && otherEnd > start && isLiteral(one.charAt(end - 1)) && isLiteral(other.charAt(otherEnd - 1))) {
            if (one.charAt(end - 1) != other.charAt(otherEnd - 1)) {
                return false;
            }
            end--;
            otherEnd--;
        }
        // What is literal at both ends has been compared: mostly that is all.
        return overlapOfRest(one.substring(start, end), other.substring(start, otherEnd));
    }

    private static boolean overlapOfRest(String one, String other) {
        if (one.equals(other) || one.equals("*") || other.equals("*")) {
            return true;
        }
        boolean[] row = new boolean[other.length() + 1];
        boolean[] next = new boolean[other.length() + 1];
        // Filled from the ends: row[j] says whether what is left of both from here can be the same text.
        for (int i = one.length(); i >= 0; i--) {
            for (int j = other.length(); j >= 0; j--) {
                next[j] = from(one, i, other, j, row, next);
            }
            boolean[] done = next;
            next = row;
            row = done;
        }
        return row[0];
    }

    private static boolean isLiteral(char character) {
        return character != ANY_RUN && character != ANY_ONE && character != NO_SLASH;
    }

    /** The same for ARNs, whose wildcards do not reach over the first five colons. */
    static boolean overlapOfArns(String one, String other) {
        String[] parts = one.split(":", ARN_PARTS);
        String[] others = other.split(":", ARN_PARTS);
        if (parts.length != others.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!overlap(parts[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean from(String one, int i, String other, int j, boolean[] below, boolean[] here) {
        boolean oneEnds = i == one.length();
        boolean otherEnds = j == other.length();
        if (oneEnds && otherEnds) {
            return true;
        }
        char a = oneEnds ? 0 : one.charAt(i);
        char b = otherEnds ? 0 : other.charAt(j);
        boolean runOfOne = a == ANY_RUN || a == NO_SLASH;
        boolean runOfOther = b == ANY_RUN || b == NO_SLASH;
        if (runOfOne && (below[j] || (!otherEnds && takes(a, b) && here[j + 1]))) {
            return true;
        }
        if (runOfOther && (here[j + 1] || (!oneEnds && takes(b, a) && below[j]))) {
            return true;
        }
        return !runOfOne && !runOfOther && !oneEnds && !otherEnds && (a == b || isOne(a, b) || isOne(b, a)) && below[j + 1];
    }

    private static boolean isOne(char pattern, char character) {
        return pattern == ANY_ONE && character != STAR;
    }

    private static boolean takes(char run, char character) {
        return run == ANY_RUN || character != '/';
    }

    /** Whether {@code wider} matches whatever {@code narrower} matches. */
    static boolean covers(String wider, String narrower) {
        return overlap(wider, narrower.replace(ANY_RUN, STAR).replace(ANY_ONE, QUESTION_MARK));
    }

    /** The same for patterns of actions, whose case is not significant. */
    static boolean coversAction(String wider, String narrower) {
        return covers(wider.toLowerCase(Locale.ROOT), narrower.toLowerCase(Locale.ROOT));
    }

    static boolean hasWildcard(String text) {
        return text.indexOf(ANY_RUN) >= 0 || text.indexOf(ANY_ONE) >= 0;
    }
}
