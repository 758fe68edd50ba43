package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads documents by the grammar of {@code reference_policies_grammar}. The page says that {@code Id} does not belong into policies of
 * identities; IAM takes it, and so it is taken here.
 */
final class PolicyReader {
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

    private PolicyReader() {}

    static PolicyDocument read(String json, PolicyKind kind) {
        if (kind != PolicyKind.RESOURCE) {
            checkCharacters(json);
        }
        JsonPlace root = new JsonPlace(tree(json), "").requireObject();
        root.requireOnly(ELEMENTS);
        LanguageVersion version = root.child("Version").map(PolicyReader::version).orElse(LanguageVersion.V2008_10_17);
        Optional<String> id = root.child("Id").map(JsonPlace::requireText);
        JsonPlace all = root.child("Statement")
                .orElseThrow(() -> root.malformed("Syntax errors in policy. Missing required field Statement."));
        List<JsonPlace> places = all.oneOrMany();
        if (places.isEmpty()) {
            throw all.malformed("Syntax errors in policy. A policy has at least one statement.");
        }
        List<Statement> statements = new ArrayList<>(places.size());
        Set<String> sids = new HashSet<>();
        for (JsonPlace place : places) {
            Statement statement = StatementReader.read(place, statements.size(), kind, version);
            if (statement.sid().isPresent() && !sids.add(statement.sid().get())) {
                throw place.at("Sid").malformed("Statement IDs (SID) in a single policy must be unique.");
            }
            statements.add(statement);
        }
        return new PolicyDocument(kind, json, version, id, statements);
    }

    /** {@code reference_iam-quotas}: IAM's documents are of tab, line feed, carriage return and U+0020 to U+00FF. */
    private static void checkCharacters(String json) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > '\u00FF' || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
                throw new MalformedPolicyException("",
                        "Syntax errors in policy. A policy has no character beyond U+00FF; the one at position %d is U+%04X.".formatted(i,
                                json.codePointAt(i)));
            }
        }
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isMissingNode()) {
                throw new MalformedPolicyException("", "This policy contains invalid Json: it is empty.");
            }
            return tree;
        } catch (NumberFormatException e) {
            throw new MalformedPolicyException("", "This policy contains invalid Json: a number is out of bounds.");
        } catch (JacksonException e) {
            String pointer = e.processor() instanceof JsonParser parser ? parser.streamReadContext().pathAsPointer().toString() : "";
            // A document that nests too deep is given up without a location.
            String where = Optional.ofNullable(e.getLocation())
                    .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")").orElse("");
            throw new MalformedPolicyException(pointer, "This policy contains invalid Json: " + e.getOriginalMessage() + where + ".");
        }
    }

    private static LanguageVersion version(JsonPlace place) {
        String text = place.requireText();
        for (LanguageVersion version : LanguageVersion.values()) {
            if (version.text().equals(text)) {
                return version;
            }
        }
        throw place.malformed("The policy must contain a valid version string: 2012-10-17 or 2008-10-17.");
    }
}
