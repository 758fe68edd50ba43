package dev.rolecall.cloud.ecs;

import java.util.Optional;

import dev.rolecall.cloud.network.Place;

/**
 * The network interface of a task.
 *
 * @param attachmentId of the interface to the task
 * @param interfaceId  {@code eni-…}
 */
record NetworkPlace(String attachmentId, String interfaceId, String subnetId, String privateIp, String mac) {
    Place place() {
        return new Place(Optional.of(subnetId), privateIp);
    }

    String dnsName(String region) {
        return "ip-" + privateIp.replace('.', '-') + (region.equals("us-east-1") ? ".ec2.internal" : "." + region + ".compute.internal");
    }
}
