package dev.rolecall.cloud.tagging;

import java.util.List;

import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * A resource passes that has the tag.
 *
 * @param values any of them; whatever the value where there are none
 */
record TagFilter(String key, List<String> values) {
    static TagFilter of(Parameters filter) {
        return new TagFilter(filter.required("Key"), filter.strings("Values"));
    }

    boolean passes(TaggedResource resource) {
        String value = resource.tags().get(key);
        return value != null && (values.isEmpty() || values.contains(value));
    }
}
