package dev.rolecall.cloud.s3;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.iam.NamedPolicy;

/**
 * A bucket, all but its objects.
 *
 * @param owner    the account that owns it
 * @param settings configurations by kind, in the shape of S3's API
 */
public record Bucket(String name, String owner, String region, Instant created, Optional<NamedPolicy> policy,
        Map<BucketSetting, ObjectNode> settings) {
    public Bucket {
        settings = Map.copyOf(settings);
    }

    Map<String, String> tags() {
        ObjectNode tagging = settings.get(BucketSetting.TAGGING);
        return tagging == null ? Map.of() : new Parameters(tagging).tags("TagSet");
    }

    /** Who owns what is uploaded; the default since 2023 is the bucket's owner, whatever is asked. */
    String ownership() {
        ObjectNode controls = settings.get(BucketSetting.OWNERSHIP);
        return controls == null ? "BucketOwnerEnforced" : controls.path("Rules").path(0).path("ObjectOwnership").asString("");
    }

    Bucket with(Optional<NamedPolicy> changed) {
        return new Bucket(name, owner, region, created, changed, settings);
    }

    Bucket with(BucketSetting setting, ObjectNode value) {
        Map<BucketSetting, ObjectNode> changed = new HashMap<>(settings);
        changed.put(setting, value);
        return new Bucket(name, owner, region, created, policy, changed);
    }

    Bucket without(BucketSetting setting) {
        Map<BucketSetting, ObjectNode> changed = new HashMap<>(settings);
        changed.remove(setting);
        return new Bucket(name, owner, region, created, policy, changed);
    }
}
