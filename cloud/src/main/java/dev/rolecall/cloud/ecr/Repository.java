package dev.rolecall.cloud.ecr;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.NamedPolicy;

/**
 * A repository for images, of which it has none here.
 *
 * @param mutability {@code MUTABLE} or {@code IMMUTABLE}
 * @param policy     its own policy
 * @param policyText as it was given
 * @param lifecycle  the text of its lifecycle policy, which has nothing to act on
 */
record Repository(String name, String arn, String registry, String uri, String mutability, Instant created, Optional<NamedPolicy> policy,
        Optional<String> policyText, Optional<String> lifecycle, Map<String, String> tags) {

    Repository guardedBy(NamedPolicy changed, String text) {
        return new Repository(name, arn, registry, uri, mutability, created, Optional.of(changed), Optional.of(text), lifecycle, tags);
    }

    Repository withLifecycle(String text) {
        return new Repository(name, arn, registry, uri, mutability, created, policy, policyText, Optional.of(text), tags);
    }

    ObjectNode node() {
        return JsonNodeFactory.instance.objectNode().put("repositoryArn", arn).put("registryId", registry).put("repositoryName", name)
                .put("repositoryUri", uri).put("createdAt", created.getEpochSecond()).put("imageTagMutability", mutability);
    }
}
