package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The condition keys by which policies see tags.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html">Controlling access using tags</a>
 */
public final class TagKeys {
    private TagKeys() {}

    /** Of the tags that a request asks for; where it asks for none there is no {@code aws:TagKeys} either. */
    public static Map<String, List<String>> ofRequest(Map<String, String> tags) {
        Map<String, List<String>> keys = of("aws:RequestTag/", tags);
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
        }
        return keys;
    }

    /** Of the tags that a resource has. */
    public static Map<String, List<String>> ofResource(Map<String, String> tags) {
        return of("aws:ResourceTag/", tags);
    }

    /**
     * Under a name of the caller's choice.
     *
     * @param prefix {@code ec2:ResourceTag/}
     */
    public static Map<String, List<String>> of(String prefix, Map<String, String> tags) {
        Map<String, List<String>> keys = new TreeMap<>();
        tags.forEach((key, value) -> keys.put(prefix + key, List.of(value)));
        return keys;
    }
}
