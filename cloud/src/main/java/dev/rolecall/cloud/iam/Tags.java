package dev.rolecall.cloud.iam;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;

/**
 * Tags of IAM's resources. Keys have no case but keep the one they came in.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
final class Tags {
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    /** The tags of a request, checked. Those that AWS reserves may come by way of CloudFormation only. */
    static Map<String, String> of(Invocation call) {
        List<Parameters> given = call.parameters().structures("Tags");
        boolean reserved = call.caller().context().get("aws:CalledVia").isPresent();
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Parameters tag : given) {
            String key = key(tag.required("Key"), "tags", reserved);
            String value = tag.optional("Value").orElse("");
            if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
                throw AwsException.validation("1 validation error detected: Value '" + value
                        + "' at 'tags.member.value' failed to satisfy constraint: Member must have length less than or equal to "
                        + LONGEST_VALUE + " and satisfy regular expression pattern: " + VALUE.pattern());
            }
            if (tags.put(key, value) != null) {
                throw IamErrors.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        if (tags.size() > Quotas.TAGS) {
            throw AwsException.validation("1 validation error detected: Value at 'tags' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + Quotas.TAGS);
        }
        return tags;
    }

    /** What {@code TagUser} and the like leave: a key that was there takes the new value. */
    static Map<String, String> added(Map<String, String> before, Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(more);
        before.forEach(tags::putIfAbsent);
        if (tags.size() > Quotas.TAGS) {
            throw IamErrors.limit("The number of tags has reached the maximum limit.");
        }
        return tags;
    }

    /** What {@code UntagUser} and the like leave; a key that was not there is no error. */
    static Map<String, String> removed(Map<String, String> before, List<String> keys) {
        Set<String> gone = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        keys.forEach(key -> gone.add(key(key, "tagKeys", false)));
        Map<String, String> tags = new TreeMap<>(before);
        tags.keySet().removeIf(gone::contains);
        return Collections.unmodifiableMap(tags);
    }

    private static String key(String key, String member, boolean reserved) {
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            throw AwsException.validation("1 validation error detected: Value '" + key + "' at '" + member
                    + ".member.key' failed to satisfy constraint: Member must have length less than or equal to " + LONGEST_KEY
                    + " and satisfy regular expression pattern: " + KEY.pattern());
        }
        if (!reserved && key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw IamErrors.invalidInput("Tag keys that begin with aws: are reserved for AWS.");
        }
        return key;
    }
}
