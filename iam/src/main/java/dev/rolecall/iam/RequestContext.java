package dev.rolecall.iam;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys of one request. A key that is not here is absent: the evaluator adds none.
 *
 * @param values condition key, in lower case (names of keys have no case), to its values; a key may be present with no value
 */
public record RequestContext(Map<String, List<String>> values) {
    private static final RequestContext EMPTY = new RequestContext(Map.of());

    public RequestContext {
        Map<String, List<String>> lower = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((key, list) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(list)));
        values = Collections.unmodifiableMap(lower);
    }

    /** No key at all. */
    public static RequestContext empty() {
        return EMPTY;
    }

    /** Keys with one value each. */
    public static RequestContext of(Map<String, String> values) {
        Builder builder = builder();
        values.forEach(builder::put);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The values of a key, whose name has no case; empty when the key is absent. */
    public Optional<List<String>> get(String key) {
        return find(key.toLowerCase(Locale.ROOT));
    }

    /** This context with {@code more} keys; a key that is in both takes the values of {@code more}. */
    public RequestContext with(Map<String, List<String>> more) {
        Map<String, List<String>> all = LinkedHashMap.newLinkedHashMap(values.size() + more.size());
        values.forEach(all::put);
        more.forEach((key, list) -> all.put(key.toLowerCase(Locale.ROOT), list));
        return new RequestContext(all);
    }

    Optional<List<String>> find(String lowerCaseKey) {
        return Optional.ofNullable(values.get(lowerCaseKey));
    }

    /** Collects keys; a key that is put again takes the new values. */
    public static final class Builder {
        private final Map<String, List<String>> values = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String key, String value) {
            values.put(key.toLowerCase(Locale.ROOT), List.of(value));
            return this;
        }

        /** A key with several values. */
        public Builder put(String key, Collection<String> several) {
            values.put(key.toLowerCase(Locale.ROOT), List.copyOf(several));
            return this;
        }

        public RequestContext build() {
            return new RequestContext(values);
        }
    }
}
