package dev.rolecall.lab;

import java.io.OutputStream;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How everything that is printed as JSON is written: indented, for whoever reads it without a tool. */
public final class JsonDocument {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonDocument() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static String write(ObjectNode document) {
        return JSON.writeValueAsString(document);
    }

    /** An array that is written piece by piece, since it may be long. It ends when the writer is closed, and the stream stays open. */
    public static SequenceWriter array(OutputStream out) {
        return JSON.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValuesAsArray(out);
    }
}
