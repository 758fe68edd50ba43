package dev.rolecall.cloud.identity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tags that a session was made with, by itself or by the sessions before it in a chain. Keys have no case, but keep it.
 *
 * @param transitive the keys of those that a session inherits which is made with this one's credentials
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">Pass session tags in AWS STS</a>
 */
public record SessionTags(Map<String, String> tags, List<String> transitive) {
    public static final SessionTags NONE = new SessionTags(Map.of(), List.of());

    public SessionTags {
        tags = Collections.unmodifiableMap(caseless(tags));
        transitive = List.copyOf(transitive);
    }

    /** What the next session of a role chain gets of them. */
    public SessionTags inherited() {
        Map<String, String> kept = caseless(tags);
        kept.keySet().removeIf(key -> transitive.stream().noneMatch(key::equalsIgnoreCase));
        return new SessionTags(kept, transitive);
    }

    /** These and those; both keep what is transitive. */
    public SessionTags and(SessionTags others) {
        Map<String, String> all = caseless(tags);
        all.putAll(others.tags);
        return new SessionTags(all, Stream.concat(transitive.stream(), others.transitive.stream()).toList());
    }

    /** The tags of the principal: its identity's own ones, and over them those of the session. */
    public Map<String, String> over(Map<String, String> own) {
        if (tags.isEmpty()) {
            return own;
        }
        Map<String, String> all = caseless(own);
        all.keySet().removeAll(tags.keySet());
        all.putAll(tags);
        return all;
    }

    private static Map<String, String> caseless(Map<String, String> tags) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(tags);
        return copy;
    }
}
