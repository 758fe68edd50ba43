package dev.rolecall.lab.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Where the values of a JSON text stand in it, by their JSON Pointers. */
final class Regions {
    private static final Region WHOLE = new Region(1, 1, 1, 1);

    private final Map<String, Region> regions = new HashMap<>();
    private final Deque<Frame> open = new ArrayDeque<>();

    private Regions() {}

    /**
     * A stretch of text. Lines and columns are counted from 1, columns in UTF-16 code units; the end is the place after the last character.
     */
    record Region(int startLine, int startColumn, int endLine, int endColumn) {}

    /** An object or array that has begun. */
    private static final class Frame {
        private final String pointer;
        private final boolean array;
        private final TokenStreamLocation start;
        private int index;
        private String name = "";

        Frame(String pointer, boolean array, TokenStreamLocation start) {
            this.pointer = pointer;
            this.array = array;
            this.start = start;
        }

        String next() {
            return pointer + "/" + (array ? String.valueOf(index++) : name.replace("~", "~0").replace("/", "~1"));
        }
    }

    /** @param json a text that was read as JSON before */
    static Regions of(String json) {
        Regions regions = new Regions();
        try (JsonParser parser = JsonMapper.shared().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                regions.token(token, parser);
            }
        }
        return regions;
    }

    /** The value's region; that of what it would stand in, where there is no such value. */
    Region at(String pointer) {
        String place = pointer;
        while (!regions.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return regions.getOrDefault(place, WHOLE);
    }

    private void token(JsonToken token, JsonParser parser) {
        switch (token) {
            case START_OBJECT, START_ARRAY ->
                open.push(new Frame(pointer(), token == JsonToken.START_ARRAY, parser.currentTokenLocation()));
            case END_OBJECT, END_ARRAY -> {
                Frame frame = open.pop();
                put(frame.pointer, frame.start, parser.currentLocation());
            }
            case PROPERTY_NAME -> Optional.ofNullable(open.peek()).ifPresent(frame -> frame.name = parser.currentName());
            default -> {
                TokenStreamLocation start = parser.currentTokenLocation();
                // A string is read to its end only when somebody wants it.
                parser.finishToken();
                put(pointer(), start, parser.currentLocation());
            }
        }
    }

    private String pointer() {
        Frame frame = open.peek();
        return frame == null ? "" : frame.next();
    }

    private void put(String pointer, TokenStreamLocation start, TokenStreamLocation end) {
        regions.put(pointer, new Region(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr()));
    }
}
