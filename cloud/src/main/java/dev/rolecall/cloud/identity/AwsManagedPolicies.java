package dev.rolecall.cloud.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * The policies of AWS's own that a learner meets, each in the version that was the default when the data was taken: data, in
 * {@code managed-policies/}. The index is read when the first policy is wanted, a document when it is itself.
 *
 * <p>Their unique ids are not in the data: an id is made from the policy's ARN, so that it is the same in every run.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
final class AwsManagedPolicies {
    private static final String FOLDER = "/dev/rolecall/cloud/managed-policies/";
    private static final Map<String, PolicyDocument> DOCUMENTS = new ConcurrentHashMap<>();

    private AwsManagedPolicies() {}

    /** Holds the index; initialised when it is first used. */
    private static final class Index {
        private static final Map<String, ManagedPolicy> BY_ARN = read();

        private static Map<String, ManagedPolicy> read() {
            Map<String, ManagedPolicy> policies = new TreeMap<>();
            JsonMapper.shared().readTree(text("index")).path("policies").forEach(entry -> {
                ManagedPolicy policy = policy(entry);
                policies.put(policy.arn(), policy);
            });
            return Collections.unmodifiableMap(policies);
        }
    }

    static Optional<ManagedPolicy> byArn(String arn) {
        return Optional.ofNullable(Index.BY_ARN.get(arn));
    }

    static Collection<ManagedPolicy> all() {
        return Index.BY_ARN.values();
    }

    private static ManagedPolicy policy(JsonNode entry) {
        String name = entry.path("name").asString();
        String path = entry.path("path").asString();
        String arn = "arn:aws:iam::aws:policy" + path + name;
        Instant updated = Instant.parse(entry.path("updated").asString());
        PolicyVersion version = new PolicyVersion(entry.path("version").asString(), updated,
                () -> DOCUMENTS.computeIfAbsent(name, key -> PolicyDocument.parse(text(key), PolicyKind.IDENTITY)));
        return new ManagedPolicy(name, path, arn, Ids.entityIdOf("ANPA", arn), Instant.parse(entry.path("created").asString()), updated,
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
