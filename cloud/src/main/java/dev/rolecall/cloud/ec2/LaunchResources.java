package dev.rolecall.cloud.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * What a launch is about: every resource that takes part, those that get tags, and the role that is handed to EC2.
 *
 * @param network the subnets and security groups that are there, for their tags
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html#iam-example-runinstances">Launch instances
 *      (RunInstances)</a>
 */
record LaunchResources(Ec2Arns arns, TaggedResource.Source network) {

    ResourceKinds<Launch> kinds() {
        Map<String, Function<Launch, List<Resource>>> kinds = new HashMap<>();
        kinds.put("image", launch -> List.of(
                arns.image(launch.imageId(), Map.of("ec2:ImageID", List.of(launch.imageId()), "ec2:RootDeviceType", List.of("ebs")))));
        Stream.of("instance", "network-interface", "volume").forEach(kind -> {
            kinds.put(kind, launch -> List.of(made(kind, launch, Map.of())));
            kinds.put(kind + " that gets tags", launch -> launch.tagSpecifications().containsKey(kind)
                    ? List.of(made(kind, launch, Map.of("ec2:CreateAction", List.of("RunInstances"))))
                    : List.of());
        });
        kinds.put("subnet", launch -> launch.subnetId().stream().map(id -> there("subnet", "ec2:SubnetID", id)).toList());
        kinds.put("security-group",
                launch -> launch.securityGroups().stream().map(id -> there("security-group", "ec2:SecurityGroupID", id)).toList());
        kinds.put("role", launch -> launch.profile().stream()
                .map(profile -> Resource.of(profile.roleArn()).with(Map.of("iam:PassedToService", List.of("ec2.amazonaws.com"),
                        "iam:AssociatedResourceArn", List.of(arns.arn("instance", "*")))))
                .toList());
        return new ResourceKinds<>(kinds);
    }

    private Resource made(String kind, Launch launch, Map<String, List<String>> more) {
        Map<String, List<String>> keys = new TreeMap<>(more);
        keys.putAll(TagKeys.ofRequest(launch.tagSpecifications().getOrDefault(kind, Map.of())));
        if (kind.equals("instance")) {
            keys.putAll(InstanceKeys.of(launch));
        }
        launch.availabilityZone().ifPresent(zone -> keys.put("ec2:AvailabilityZone", List.of(zone)));
        if (kind.equals("network-interface")) {
            launch.subnetId().ifPresent(subnet -> keys.put("ec2:Subnet", List.of(arns.arn("subnet", subnet))));
        }
        return arns.own(kind, "*", keys);
    }

    private Resource there(String kind, String idKey, String id) {
        String arn = arns.arn(kind, id);
        Map<String, String> tags = network.tagged().stream().filter(known -> known.arn().equals(arn)).findFirst().map(TaggedResource::tags)
                .orElse(Map.of());
        Map<String, List<String>> keys = TagKeys.ofResource(tags);
        keys.putAll(TagKeys.of("ec2:ResourceTag/", tags));
        keys.put(idKey, List.of(id));
        return arns.own(kind, id, keys);
    }
}
