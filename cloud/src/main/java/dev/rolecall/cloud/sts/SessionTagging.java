package dev.rolecall.cloud.sts;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.identity.SessionTags;

/**
 * Reads the tags that a session is asked for with.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">Pass session tags in AWS STS</a>
 */
final class SessionTagging {
    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private SessionTagging() {}

    /** What the call itself passes. */
    static SessionTags passed(Parameters parameters) {
        List<Parameters> tags = SessionScope.structures(parameters, "Tags");
        List<String> transitive = parameters.strings("TransitiveTagKeys");
        Constraints constraints = new Constraints().count("tags", tags.size(), MOST).count("transitiveTagKeys", transitive.size(), MOST);
        Map<String, String> passed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < tags.size(); i++) {
            String key = tags.get(i).required("Key");
            String value = tags.get(i).optional("Value").orElse("");
            constraints.text("tags." + (i + 1) + ".member.key", Optional.of(key), 1, LONGEST_KEY, KEY)
                    .text("tags." + (i + 1) + ".member.value", Optional.of(value), 0, LONGEST_VALUE, VALUE).check();
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw StsErrors.parameter("The tag key " + key + " begins with aws:, which is reserved.");
            }
            if (passed.put(key, value) != null) {
                throw StsErrors.parameter("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        constraints.check();
        if (!passed.keySet().containsAll(transitive)) {
            throw StsErrors.parameter("The specified transitive tag key must be included in the requested tags.");
        }
        return new SessionTags(passed, transitive);
    }

    /** With what the calling session hands on, which cannot be set anew. */
    static SessionTags chained(SessionTags passed, SessionTags inherited) {
        if (passed.tags().keySet().stream().anyMatch(inherited.tags()::containsKey)) {
            throw StsErrors
                    .parameter("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
                            + "from the calling session.");
        }
        return inherited.and(passed);
    }

    /** The condition keys that speak of the tags of the session to come. */
    static Map<String, List<String>> keys(SessionTags tags) {
        Map<String, List<String>> keys = new HashMap<>();
        tags.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        if (!tags.tags().isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.tags().keySet()));
        }
        if (!tags.transitive().isEmpty()) {
            keys.put("sts:TransitiveTagKeys", tags.transitive());
        }
        return keys;
    }
}
