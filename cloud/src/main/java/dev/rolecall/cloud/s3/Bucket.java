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
 * @param guard    the policy with what <i>block public access</i> adds to it: what requests are judged by
 */
public record Bucket(String name, String owner, String region, Instant created, Optional<NamedPolicy> policy,
        Map<BucketSetting, ObjectNode> settings, Optional<NamedPolicy> guard) {
    public Bucket {
        settings = Map.copyOf(settings);
    }

    static Bucket of(String name, String owner, String region, Instant created, Optional<NamedPolicy> policy,
            Map<BucketSetting, ObjectNode> settings) {
        boolean restricted = blocks(settings, "RestrictPublicBuckets");
        Optional<NamedPolicy> guard = policy.map(own -> restricted && PublicPolicy.is(own.document().json())
                ? PublicPolicy.restricted(own, name, owner)
                : own);
        return new Bucket(name, owner, region, created, policy, settings, guard);
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

    /** Whether a setting of <i>block public access</i> is on. */
    private static boolean blocks(Map<BucketSetting, ObjectNode> settings, String setting) {
        ObjectNode block = settings.get(BucketSetting.PUBLIC_ACCESS_BLOCK);
        return block != null && block.path(setting).asString("false").equals("true");
    }

    boolean refusesPublicPolicies() {
        return blocks(settings, "BlockPublicPolicy");
    }

    Bucket with(Optional<NamedPolicy> changed) {
        return of(name, owner, region, created, changed, settings);
    }

    Bucket with(BucketSetting setting, ObjectNode value) {
        Map<BucketSetting, ObjectNode> changed = new HashMap<>(settings);
        changed.put(setting, value);
        return of(name, owner, region, created, policy, changed);
    }

    Bucket without(BucketSetting setting) {
        Map<BucketSetting, ObjectNode> changed = new HashMap<>(settings);
        changed.remove(setting);
        return of(name, owner, region, created, policy, changed);
    }
}
