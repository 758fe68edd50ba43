package dev.rolecall.cloud.metadata;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of an instance from its launch on.
 *
 * @param instanceId       {@code i-} and 17 hexadecimal digits
 * @param imageId          {@code ami-…}
 * @param instanceType     {@code t4g.micro}
 * @param architecture     {@code arm64} or {@code x86_64}
 * @param accountId        twelve digits
 * @param region           {@code us-east-1}
 * @param availabilityZone {@code us-east-1a}
 * @param privateIp        its address inside the network, which is emulated by nothing but its name
 * @param mac              the network interface's address
 * @param launchTime       when it was asked for
 * @param tags             as of now
 */
public record InstanceIdentity(String instanceId, String imageId, String instanceType, String architecture, String accountId, String region,
        String availabilityZone, String privateIp, String mac, Instant launchTime, Map<String, String> tags) {

    /** The same instance with other tags. */
    public InstanceIdentity tagged(Map<String, String> changed) {
        return new InstanceIdentity(instanceId, imageId, instanceType, architecture, accountId, region, availabilityZone, privateIp, mac,
                launchTime, changed);
    }

    public String arn() {
        return "arn:aws:ec2:" + region + ":" + accountId + ":instance/" + instanceId;
    }

    /** The resource name by IP address, as a private DNS name has it. */
    public String hostName() {
        String zone = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
        return "ip-" + privateIp.replace('.', '-') + "." + zone;
    }
}
