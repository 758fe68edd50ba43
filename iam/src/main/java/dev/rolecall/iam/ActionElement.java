package dev.rolecall.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code Action} or {@code NotAction}, see {@code reference_policies_elements_action}; case is not significant. */
public final class ActionElement {
    private final Selection selection;
    private final List<String> values;
    private final Glob[] patterns;
    private final String start;

    ActionElement(Selection selection, List<String> values) {
        this.selection = selection;
        this.values = List.copyOf(values);
        this.patterns = values.stream().map(value -> Glob.of(value.toLowerCase(Locale.ROOT))).toArray(Glob[]::new);
        this.start = Arrays.stream(patterns).map(Glob::start).reduce(ActionElement::commonStart).orElse("");
    }

    public Selection selection() {
        return selection;
    }

    /** The patterns as written: {@code s3:Get*}. */
    public List<String> values() {
        return values;
    }

    String name() {
        return selection.name("Action");
    }

    boolean covers(String lowerCaseAction) {
        return selection.covers(isListed(lowerCaseAction));
    }

    private boolean isListed(String lowerCaseAction) {
        // Most statements are about one service, and most requests about another.
        if (!lowerCaseAction.startsWith(start)) {
            return false;
        }
        for (Glob pattern : patterns) {
            if (pattern.matches(lowerCaseAction)) {
                return true;
            }
        }
        return false;
    }

    private static String commonStart(String left, String right) {
        int mismatch = Arrays.mismatch(left.toCharArray(), right.toCharArray());
        return mismatch < 0 ? left : left.substring(0, mismatch);
    }
}
