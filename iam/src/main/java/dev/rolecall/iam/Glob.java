package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * A compiled pattern of {@code *} (any run of characters) and {@code ?} (any one character). What stands between two stars is searched
 * from left to right, each piece once: there is nothing to go back to, however many stars a hostile pattern has.
 */
final class Glob {
    private static final char ANY_RUN = '*';
    private static final char ANY_ONE = '?';

    private final Piece first;
    private final Piece last;
    private final Piece[] between;
    private final boolean isOnePiece;
    private final int leastLength;

    private Glob(List<Piece> pieces) {
        this.first = pieces.getFirst();
        this.last = pieces.getLast();
        this.between = pieces.size() < 3 ? new Piece[0] : pieces.subList(1, pieces.size() - 1).toArray(Piece[]::new);
        this.isOnePiece = pieces.size() == 1;
        this.leastLength = pieces.stream().mapToInt(Piece::length).sum();
    }

    static Glob of(String pattern) {
        Builder builder = new Builder();
        builder.pattern(pattern);
        return builder.build();
    }

    /** What every text that matches begins with. */
    String start() {
        int wild = first.wild().indexOf(ANY_ONE);
        return wild < 0 ? first.text() : first.text().substring(0, wild);
    }

    boolean matches(String text) {
        if (text.length() < leastLength || !first.standsAt(text, 0)) {
            return false;
        }
        if (isOnePiece) {
            return text.length() == leastLength;
        }
        int end = text.length() - last.length();
        if (!last.standsAt(text, end)) {
            return false;
        }
        int from = first.length();
        for (Piece piece : between) {
            int at = piece.find(text, from, end);
            if (at < 0) {
                return false;
            }
            from = at + piece.length();
        }
        return from <= end;
    }

    /** Collects a pattern from text with wildcards and from text that is to be taken literally. */
    static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder wild = new StringBuilder();

        void pattern(String pattern) {
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c == ANY_RUN) {
                    endPiece();
                } else {
                    text.append(c);
                    wild.append(c == ANY_ONE ? ANY_ONE : ' ');
                }
            }
        }

        void literal(String literal) {
            text.append(literal);
            wild.repeat(' ', literal.length());
        }

        Glob build() {
            endPiece();
            return new Glob(pieces);
        }

        private void endPiece() {
            // Stars that follow each other say no more than one; the empty pieces at both ends stand for open ends.
            if (!text.isEmpty() || pieces.size() < 2 || !pieces.getLast().isEmpty()) {
                pieces.add(new Piece(text.toString(), wild.indexOf("?") < 0 ? "" : wild.toString()));
            }
            text.setLength(0);
            wild.setLength(0);
        }
    }

    /** A stretch of pattern without a star. {@code wild} is empty, or as long as the text, with a question mark where any character fits. */
    private record Piece(String text, String wild) {
        int length() {
            return text.length();
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        boolean standsAt(String value, int at) {
            if (wild.isEmpty()) {
                return value.startsWith(text, at);
            }
            if (at < 0 || at + text.length() > value.length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (wild.charAt(i) != ANY_ONE && text.charAt(i) != value.charAt(at + i)) {
                    return false;
                }
            }
            return true;
        }

        int find(String value, int from, int end) {
            if (wild.isEmpty()) {
                int at = value.indexOf(text, from);
                return at + text.length() <= end ? at : -1;
            }
            for (int at = from; at + text.length() <= end; at++) {
                if (standsAt(value, at)) {
                    return at;
                }
            }
            return -1;
        }
    }
}
