package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the statements of a document stand in its text. AWS says only that these are the rows and columns of a statement's beginning and
 * end; its answers count from 1, begin right after what stands before the statement (a bracket, a comma, a colon), and end after its
 * last brace.
 */
final class StatementPositions {
    private final String text;
    private final List<Range> ranges = new ArrayList<>();

    /** A place in the text, both numbers from 1. */
    record Position(int line, int column) {}

    /** One statement. */
    record Range(Position start, Position end) {}

    private StatementPositions(String text) {
        this.text = text;
    }

    /** The statements in their order; the document was read as a policy before. */
    static List<Range> of(String document) {
        StatementPositions positions = new StatementPositions(document);
        try (JsonParser json = JsonMapper.shared().createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals("Statement");
                JsonToken value = json.nextToken();
                if (wanted && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        positions.add(json);
                    }
                } else if (wanted) {
                    positions.add(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return List.copyOf(positions.ranges);
    }

    private void add(JsonParser json) {
        int start = (int) json.currentTokenLocation().getCharOffset();
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        json.skipChildren();
        ranges.add(new Range(position(start), position((int) json.currentLocation().getCharOffset())));
    }

    private Position position(int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, offset - lineStart + 1);
    }
}
