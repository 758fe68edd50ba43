package dev.rolecall.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Breaks text into lines that a terminal of 120 columns holds. */
public final class Paragraph {
    public static final int WIDTH = 110;
    private static final Pattern WORD_END = Pattern.compile("(?<= )");
    private static final Pattern ARN_PART_END = Pattern.compile("(?<=/)");

    private Paragraph() {}

    /** Sentences, broken between words; a word longer than a line stays whole. */
    public static List<String> ofWords(String text, int width) {
        return fill(WORD_END.split(text), width);
    }

    /** The same for a narrow column, where a word longer than a line goes on in the next. */
    public static List<String> ofColumn(String text, int width) {
        return fill(WORD_END.splitAsStream(text).flatMap(word -> pieces(word, width)).toArray(String[]::new), width);
    }

    private static Stream<String> pieces(String word, int width) {
        return IntStream.iterate(0, start -> start < Math.max(1, word.length()), start -> start + width)
                .mapToObj(start -> word.substring(start, Math.min(word.length(), start + width)));
    }

    /** An ARN, broken after a slash. */
    public static List<String> ofArn(String arn, int width) {
        return fill(ARN_PART_END.split(arn), width);
    }

    private static List<String> fill(String[] parts, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            if (!line.isEmpty() && line.length() + part.stripTrailing().length() > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(part);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
