package dev.rolecall.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;

/**
 * Finds events by words in their text: all of the plain ones, one of those with {@code ?}, none of those with {@code -}. Of patterns for JSON,
 * for columns and by regular expression there are none here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
record FilterPattern(List<String> all, List<String> any, List<String> none) implements Predicate<String> {
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\"]+))");

    static FilterPattern of(String text) {
        if (text.strip().matches("(?s)[{\\[%].*")) {
            throw AwsException.validation("This local cloud implements filter patterns of words only.");
        }
        List<String> all = new ArrayList<>();
        List<String> any = new ArrayList<>();
        List<String> none = new ArrayList<>();
        Matcher terms = TERM.matcher(text);
        while (terms.find()) {
            String word = terms.group(2) == null ? terms.group(3) : terms.group(2).replaceAll("\\\\(.)", "$1");
            switch (terms.group(1)) {
                case "?" -> any.add(word);
                case "-" -> none.add(word);
                default -> all.add(word);
            }
        }
        return new FilterPattern(List.copyOf(all), List.copyOf(any), List.copyOf(none));
    }

    @Override
    public boolean test(String message) {
        // Where there are both, AWS passes over the optional ones.
        return all.stream().allMatch(message::contains) && none.stream().noneMatch(message::contains)
                && (any.isEmpty() || !all.isEmpty() || any.stream().anyMatch(message::contains));
    }
}
