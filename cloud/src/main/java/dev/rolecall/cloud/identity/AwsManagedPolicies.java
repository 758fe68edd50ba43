package dev.rolecall.cloud.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * The policies of AWS's own that a learner meets, each in the version that was the default when the data was taken: data, in
 * {@code managed-policies/}. The index is read when the first policy is wanted, a document when it is itself.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
final class AwsManagedPolicies {
    private static final String FOLDER = "/dev/rolecall/cloud/managed-policies/";
    private static final Map<String, ManagedPolicy> POLICIES = new ConcurrentHashMap<>();
    private static final Map<String, PolicyDocument> DOCUMENTS = new ConcurrentHashMap<>();

    private AwsManagedPolicies() {}

    /** The index by ARN; read when it is first used. */
    private static final class Index {
        private static final Map<String, JsonNode> BY_ARN = read();

        private static Map<String, JsonNode> read() {
            Map<String, JsonNode> entries = new TreeMap<>();
            JsonMapper.shared().readTree(text("index")).path("policies").forEach(
                    entry -> entries.put("arn:aws:iam::aws:policy" + entry.path("path").asString() + entry.path("name").asString(), entry));
            return Collections.unmodifiableMap(entries);
        }
    }

    static Optional<ManagedPolicy> byArn(String arn) {
        return Optional.ofNullable(Index.BY_ARN.get(arn)).map(entry -> POLICIES.computeIfAbsent(arn, key -> policy(key, entry)));
    }

    static Stream<ManagedPolicy> all() {
        return Index.BY_ARN.keySet().stream().map(AwsManagedPolicies::byArn).flatMap(Optional::stream);
    }

    private static ManagedPolicy policy(String arn, JsonNode entry) {
        String name = entry.path("name").asString();
        String path = entry.path("path").asString();
        Instant updated = Instant.parse(entry.path("updated").asString());
        PolicyVersion version = new PolicyVersion(entry.path("version").asString(), updated,
                () -> DOCUMENTS.computeIfAbsent(name, key -> PolicyDocument.parse(text(key), PolicyKind.IDENTITY)));
        return new ManagedPolicy(name, path, arn, entry.path("id").asString(), Instant.parse(entry.path("created").asString()), updated,
                Optional.empty(), List.of(version), version.id(), version.number(), Map.of());
    }

    private static String text(String name) {
        try (InputStream data = AwsManagedPolicies.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (data == null) {
                throw new IllegalStateException("No managed policy at " + FOLDER + name + ".json");
            }
            return new String(data.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
