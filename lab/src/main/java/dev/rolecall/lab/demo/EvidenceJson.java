package dev.rolecall.lab.demo;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON that the reader writes as its evidence. */
final class EvidenceJson {
    private static final JsonMapper JSON = new JsonMapper();

    private EvidenceJson() {}

    /** Empty for a text that is not evidence: half a line of a console, another program's output. */
    static Optional<Evidence> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.path("workload").isString() ? Optional.of(evidence(node)) : Optional.empty();
        } catch (JacksonException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Evidence evidence(JsonNode node) {
        JsonNode millis = node.path("millis");
        Instant since = Instant.parse(node.path("at").asString())
                .minusMillis(millis.path("credentials").asLong(0) + millis.path("read").asLong(0));
        return new Evidence(since, Outcome.of(node.path("outcome").asString("")), present(node, "object").map(EvidenceJson::object),
                present(node, "credentials").map(EvidenceJson::credentials),
                node.path("secretOnDisk").valueStream().map(JsonNode::asString).toList(), present(node, "error").map(EvidenceJson::error));
    }

    private static Evidence.ReadObject object(JsonNode node) {
        return new Evidence.ReadObject(node.path("bucket").asString(), node.path("key").asString(), node.path("bytes").asLong(),
                node.path("etag").asString());
    }

    private static Evidence.CredentialsSeen credentials(JsonNode node) {
        return new Evidence.CredentialsSeen(node.path("accessKeyId").asString(""), node.path("sessionToken").asBoolean(false),
                present(node, "expiresAt").map(JsonNode::asString).map(Instant::parse), node.path("provider").asString(""));
    }

    private static Evidence.ErrorSeen error(JsonNode node) {
        return new Evidence.ErrorSeen(node.path("code").asString("Unknown"), node.path("message").asString(""),
                present(node, "requestId").map(JsonNode::asString));
    }

    private static Optional<JsonNode> present(JsonNode node, String name) {
        return node.optional(name).filter(value -> !value.isNull());
    }
}
