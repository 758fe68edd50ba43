package dev.rolecall.cloud.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.process.Site;

/**
 * What must be allowed to launch an instance: the launch on every resource that takes part, its tags, and handing the role to EC2.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions of Amazon EC2</a>
 */
final class LaunchPermissions {
    private LaunchPermissions() {}

    static List<Permission> of(Launch launch, Site site) {
        Map<String, List<String>> keys = keys(launch, site);
        List<Permission> permissions = new ArrayList<>();
        permissions.add(run("arn:aws:ec2:" + site.region() + "::image/" + launch.imageId(), keys));
        for (String resource : List.of("instance/*", "network-interface/*", "volume/*")) {
            permissions.add(run(arn(site, resource), keys));
        }
        launch.subnetId().ifPresent(subnet -> permissions.add(run(arn(site, "subnet/" + subnet), keys)));
        launch.securityGroups().forEach(group -> permissions.add(run(arn(site, "security-group/" + group), keys)));
        if (launch.tagsRequested()) {
            Map<String, List<String>> tagging = new TreeMap<>(keys);
            tagging.put("ec2:CreateAction", List.of("RunInstances"));
            permissions.add(Permission.of("ec2:CreateTags", arn(site, "instance/*")).with(tagging));
        }
        launch.profile().ifPresent(profile -> permissions.add(Permission.of("iam:PassRole", profile.roleArn())
                .with(Map.of("iam:PassedToService", List.of("ec2.amazonaws.com"), "iam:AssociatedResourceArn",
                        List.of(arn(site, "instance/*"))))));
        return permissions;
    }

    private static Map<String, List<String>> keys(Launch launch, Site site) {
        Map<String, List<String>> keys = new TreeMap<>();
        keys.put("ec2:InstanceType", List.of(launch.instanceType()));
        keys.put("ec2:MetadataHttpTokens", List.of(launch.metadata().tokensRequired() ? "required" : "optional"));
        keys.put("ec2:MetadataHttpEndpoint", List.of(launch.metadata().enabled() ? "enabled" : "disabled"));
        keys.put("ec2:MetadataHttpPutResponseHopLimit", List.of(Integer.toString(launch.metadata().hopLimit())));
        keys.put("ec2:Region", List.of(site.region()));
        launch.profile().ifPresent(profile -> keys.put("ec2:InstanceProfile", List.of(profile.arn())));
        launch.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        if (!launch.tags().isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(launch.tags().keySet()));
        }
        return keys;
    }

    private static Permission run(String resource, Map<String, List<String>> keys) {
        return Permission.of("ec2:RunInstances", resource).with(keys);
    }

    private static String arn(Site site, String resource) {
        return "arn:aws:ec2:" + site.region() + ":" + site.accountId() + ":" + resource;
    }
}
