package dev.rolecall.iam.check;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is given to be checked. */
final class JsonFile {
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonFile() {}

    static JsonNode parse(String text) {
        return JSON.readTree(text);
    }

    static JsonNode read(String text) {
        try {
            JsonNode tree = parse(text);
            if (tree.isMissingNode()) {
                throw new UnreadableFileException("is empty.");
            }
            return tree;
        } catch (NumberFormatException e) {
            throw new UnreadableFileException("is no JSON: a number is out of bounds.");
        } catch (JacksonException e) {
            String where = e.getLocation() == null || e.getLocation().getLineNr() < 0
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
            throw new UnreadableFileException("is no JSON" + where + ": " + e.getOriginalMessage() + ".");
        }
    }
}
