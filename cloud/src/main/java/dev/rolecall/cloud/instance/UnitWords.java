package dev.rolecall.cloud.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a line of a unit file. Quotes hold words together where one begins with them, and within both kinds of quotes and without
 * any, a backslash begins an escape as in C. A doubled percent sign is one.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html#Quoting">systemd.syntax(7)</a>
 */
final class UnitWords {
    private static final Pattern WORD = Pattern
            .compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|((?:[^\\s\\\\]|\\\\.)++)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-3][0-7]{2})|(.))");
    private static final Map<String, String> SHORT = Map.of("a", "\007", "b", "\b", "f", "\f", "n", "\n", "r", "\r", "t", "\t", "v",
            "\013", "s", " ");
    /** Those that stand for themselves. What else follows a backslash is no escape, and keeps it. */
    private static final String PLAIN = "\\\"'";

    private UnitWords() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            words.add(ESCAPE.matcher(word).replaceAll(escape -> Matcher.quoteReplacement(meant(escape))).replace("%%", "%"));
        }
        return List.copyOf(words);
    }

    private static String meant(MatchResult escape) {
        if (escape.group(1) != null) {
            return character(escape.group(1), 16);
        }
        if (escape.group(2) != null) {
            return character(escape.group(2), 16);
        }
        if (escape.group(3) != null) {
            return character(escape.group(3), 8);
        }
        String letter = escape.group(4);
        return PLAIN.contains(letter) ? letter : SHORT.getOrDefault(letter, escape.group());
    }

    private static String character(String digits, int radix) {
        return String.valueOf((char) Integer.parseInt(digits, radix));
    }
}
