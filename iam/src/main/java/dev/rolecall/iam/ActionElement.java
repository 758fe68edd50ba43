package dev.rolecall.iam;

import java.util.List;
import java.util.Locale;

/** {@code Action} or {@code NotAction}, see {@code reference_policies_elements_action}; case is not significant. */
public final class ActionElement {
    private final Selection selection;
    private final List<String> values;
    private final List<Glob> patterns;

    ActionElement(Selection selection, List<String> values) {
        this.selection = selection;
        this.values = List.copyOf(values);
        this.patterns = values.stream().map(value -> Glob.of(value.toLowerCase(Locale.ROOT))).toList();
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
        boolean found = false;
        for (int i = 0; i < patterns.size() && !found; i++) {
            found = patterns.get(i).matches(lowerCaseAction);
        }
        return selection.covers(found);
    }
}
