package dev.rolecall.cloud.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.metadata.MetadataOptions;

/**
 * The condition keys by which policies see an instance, one that runs or one that is to.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-policy-keys">Condition keys
 *      for Amazon EC2</a>
 */
final class InstanceKeys {
    private InstanceKeys() {}

    static Map<String, List<String>> of(LaunchedInstance instance) {
        Map<String, List<String>> keys = common(instance.launch().instanceType(), instance.metadata(), instance.profile());
        keys.put("ec2:InstanceID", List.of(instance.identity().instanceId()));
        keys.put("ec2:AvailabilityZone", List.of(instance.identity().availabilityZone()));
        keys.putAll(TagKeys.ofResource(instance.identity().tags()));
        keys.putAll(TagKeys.of("ec2:ResourceTag/", instance.identity().tags()));
        return keys;
    }

    /** Of one that is to be; its tags are the request's. */
    static Map<String, List<String>> of(Launch launch) {
        return common(launch.instanceType(), launch.metadata(), launch.profile());
    }

    private static Map<String, List<String>> common(String type, MetadataOptions metadata, Optional<InstanceProfile> profile) {
        Map<String, List<String>> keys = new TreeMap<>();
        keys.put("ec2:InstanceType", List.of(type));
        keys.put("ec2:MetadataHttpTokens", List.of(metadata.tokensRequired() ? "required" : "optional"));
        keys.put("ec2:MetadataHttpEndpoint", List.of(metadata.enabled() ? "enabled" : "disabled"));
        keys.put("ec2:MetadataHttpPutResponseHopLimit", List.of(Integer.toString(metadata.hopLimit())));
        keys.put("ec2:InstanceMetadataTags", List.of(metadata.tags() ? "enabled" : "disabled"));
        keys.put("ec2:RootDeviceType", List.of("ebs"));
        keys.put("ec2:Tenancy", List.of("default"));
        profile.ifPresent(worn -> keys.put("ec2:InstanceProfile", List.of(worn.arn())));
        return keys;
    }
}
