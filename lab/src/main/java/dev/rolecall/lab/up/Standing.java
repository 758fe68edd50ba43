package dev.rolecall.lab.up;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;

/**
 * How a local cloud stands.
 *
 * @param plainHttpEndpoint where {@code aws:SecureTransport} is false
 * @param requests          calls since it is up, those that were denied among them
 * @param denials           calls that the policies refused
 * @param state             the folder that it is kept in
 */
public record Standing(URI endpoint, URI plainHttpEndpoint, String account, String region, long pid, Instant since, long requests,
        long denials, Optional<Path> state) {

    /** For scripts, and for the way from one process to another. */
    public ObjectNode json() {
        return JsonDocument.object().put("endpoint", endpoint.toString()).put("plainHttpEndpoint", plainHttpEndpoint.toString())
                .put("account", account).put("region", region).put("pid", pid).put("since", since.toString()).put("requests", requests)
                .put("denials", denials).put("state", state.map(Path::toString).orElse(null));
    }

    static Standing of(JsonNode json) {
        return new Standing(URI.create(json.path("endpoint").asString()), URI.create(json.path("plainHttpEndpoint").asString()),
                json.path("account").asString(), json.path("region").asString(), json.path("pid").asLong(),
                Instant.parse(json.path("since").asString()), json.path("requests").asLong(), json.path("denials").asLong(),
                json.path("state").asStringOpt().map(Path::of));
    }

    /** One line for people. */
    public String line() {
        return endpoint + "  account " + account + "  " + region + "  " + requests + (requests == 1 ? " request" : " requests") + ", "
                + denials + " denied" + state.map(folder -> "  kept in " + folder).orElse("");
    }
}
