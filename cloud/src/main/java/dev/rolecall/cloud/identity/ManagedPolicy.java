package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.PolicyDocument;

/**
 * A policy that stands by itself and can be attached to several identities.
 *
 * @param updated        when its newest version was made
 * @param versions       the newest first; never empty
 * @param defaultVersion id of the version that is in force
 * @param made           how many versions were ever made, deleted ones too
 */
public record ManagedPolicy(String name, String path, String arn, String id, Instant created, Instant updated, Optional<String> description,
        List<PolicyVersion> versions, String defaultVersion, int made, Map<String, String> tags) {

    public ManagedPolicy {
        versions = versions.stream().sorted(Comparator.comparingInt(PolicyVersion::number).reversed()).toList();
        tags = Map.copyOf(tags);
    }

    /** One with a first version. */
    public static ManagedPolicy first(String name, String path, String arn, Instant now, Optional<String> description,
            PolicyDocument document, Map<String, String> tags) {
        return new ManagedPolicy(name, path, arn, Ids.entityId("ANPA"), now, now, description,
                List.of(PolicyVersion.of("v1", now, document)), "v1", 1, tags);
    }

    /** The document in force. */
    public PolicyDocument document() {
        return version(defaultVersion).orElseThrow().document();
    }

    public Optional<PolicyVersion> version(String versionId) {
        return versions.stream().filter(version -> version.id().equals(versionId)).findFirst();
    }

    /** Whether AWS owns it: it can be attached, and changed by AWS only. */
    public boolean isAws() {
        return arn.startsWith("arn:aws:iam::aws:");
    }

    /** With a further version, which is the newest. */
    public ManagedPolicy revised(PolicyDocument document, boolean asDefault, Instant now) {
        PolicyVersion version = PolicyVersion.of("v" + (made + 1), now, document);
        List<PolicyVersion> changed = new ArrayList<>(versions);
        changed.add(version);
        return new ManagedPolicy(name, path, arn, id, created, now, description, changed, asDefault ? version.id() : defaultVersion,
                made + 1, tags);
    }

    public ManagedPolicy without(PolicyVersion version) {
        return new ManagedPolicy(name, path, arn, id, created, updated, description,
                versions.stream().filter(kept -> !kept.equals(version)).toList(), defaultVersion, made, tags);
    }

    public ManagedPolicy using(PolicyVersion version) {
        return new ManagedPolicy(name, path, arn, id, created, updated, description, versions, version.id(), made, tags);
    }

    public ManagedPolicy tagged(Map<String, String> changed) {
        return new ManagedPolicy(name, path, arn, id, created, updated, description, versions, defaultVersion, made, changed);
    }
}
