package dev.rolecall.iam;

import java.util.List;

/** {@code Resource} or {@code NotResource}, see {@code reference_policies_elements_resource}. */
public final class ResourceElement {
    private final Selection selection;
    private final List<String> values;
    private final List<ResourcePattern> patterns;

    ResourceElement(Selection selection, List<String> values, LanguageVersion version) {
        this.selection = selection;
        this.values = List.copyOf(values);
        this.patterns = values.stream().map(value -> ResourcePattern.of(value, version)).toList();
    }

    public Selection selection() {
        return selection;
    }

    /** The patterns as written. */
    public List<String> values() {
        return values;
    }

    String name() {
        return selection.name("Resource");
    }

    boolean covers(Question question) {
        boolean found = false;
        for (int i = 0; i < patterns.size() && !found; i++) {
            found = patterns.get(i).matches(question);
        }
        return selection.covers(found);
    }
}
