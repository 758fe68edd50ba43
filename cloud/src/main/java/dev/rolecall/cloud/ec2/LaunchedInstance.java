package dev.rolecall.cloud.ec2;

import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.metadata.InstanceIdentity;

/** An instance as the API knows it, from its launch until long after its end. */
final class LaunchedInstance {
    private final InstanceIdentity identity;
    private final Launch launch;
    private final String reservationId;
    private InstanceState state = InstanceState.PENDING;
    private Optional<Running> running = Optional.empty();

    LaunchedInstance(InstanceIdentity identity, Launch launch, String reservationId) {
        this.identity = identity;
        this.launch = launch;
        this.reservationId = reservationId;
    }

    InstanceIdentity identity() {
        return identity;
    }

    Launch launch() {
        return launch;
    }

    String reservationId() {
        return reservationId;
    }

    synchronized InstanceState state() {
        return state;
    }

    synchronized Optional<Running> running() {
        return running;
    }

    /** Takes what was started; false when the instance was ended in the meantime, and the caller has to close it. */
    synchronized boolean started(Running instance) {
        if (state != InstanceState.PENDING) {
            return false;
        }
        running = Optional.of(instance);
        state = InstanceState.RUNNING;
        return true;
    }

    /** Begins the end, and returns the state before it. */
    synchronized InstanceState shutDown() {
        InstanceState before = state;
        if (state != InstanceState.TERMINATED) {
            state = InstanceState.SHUTTING_DOWN;
        }
        return before;
    }

    synchronized void terminated() {
        state = InstanceState.TERMINATED;
    }

    /** An item of {@code instancesSet}. */
    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("instanceId", identity.instanceId()).put("imageId", identity.imageId());
        node.set("instanceState", state().node());
        node.put("privateDnsName", identity.hostName()).put("dnsName", "").put("amiLaunchIndex", 0);
        node.put("instanceType", identity.instanceType()).put("launchTime", identity.launchTime().toString());
        node.putObject("placement").put("availabilityZone", identity.availabilityZone()).put("tenancy", "default");
        node.putObject("monitoring").put("state", "disabled");
        launch.subnetId().ifPresent(subnet -> node.put("subnetId", subnet));
        node.put("privateIpAddress", identity.privateIp()).put("architecture", identity.architecture());
        node.put("rootDeviceType", "ebs").put("rootDeviceName", "/dev/xvda").put("virtualizationType", "hvm").put("hypervisor", "xen");
        ArrayNode groups = node.putArray("groupSet");
        launch.securityGroups().forEach(group -> groups.addObject().put("groupId", group));
        launch.profile().ifPresent(profile -> node.putObject("iamInstanceProfile").put("arn", profile.arn()).put("id", profile.id()));
        node.putObject("metadataOptions").put("state", "applied")
                .put("httpTokens", launch.metadata().tokensRequired() ? "required" : "optional")
                .put("httpPutResponseHopLimit", launch.metadata().hopLimit())
                .put("httpEndpoint", launch.metadata().enabled() ? "enabled" : "disabled").put("httpProtocolIpv6", "disabled")
                .put("instanceMetadataTags", launch.metadata().tags() ? "enabled" : "disabled");
        ArrayNode tags = node.putArray("tagSet");
        identity.tags().forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return node;
    }
}
